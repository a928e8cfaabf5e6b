package io.beckon.measurement.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class LifetimeValueTest {

  /** Estimated from the CDNOW cohort by Fader, Hardie and Lee (2005), table 2. */
  private static final BgNbd CDNOW = new BgNbd(0.243, 4.414, 0.793, 2.426);

  /** Estimated from the CDNOW cohort by Fader and Hardie (2013), in dollars. */
  private static final GammaGamma CDNOW_SPEND = new GammaGamma(6.25, 3.74, 15.44);

  @Test
  void shouldExpectAsPublishedWhenCdnowsFirstCustomerIsAsked() {
    // Customer 0001 of the cohort: 1.226 orders in the next 39 weeks.
    Buyer first = new Buyer(2, 30.43, 38.86, 1, 1);

    assertThat(CDNOW.expectedOrders(first, 39)).isCloseTo(1.226, within(5e-4));
  }

  @Test
  void shouldExpectAsPublishedWhenNobodyReturned() {
    // The mean of all means: p v / (q - 1).
    assertThat(CDNOW_SPEND.expectedValue(0, 0)).isCloseTo(6.25 * 15.44 / 2.74, within(1e-9));
  }

  @Test
  void shouldDrawFewOrdersTowardsTheMeanOfAllAndManyLess() {
    double one = CDNOW_SPEND.expectedValue(1, 100);
    double many = CDNOW_SPEND.expectedValue(50, 100);

    assertThat(one).isBetween(70.0, 90.0);
    assertThat(many).isBetween(97.0, 100.0);
  }

  @Test
  void shouldDoubtTheLongSilentFrequentBuyerMoreThanTheRareOne() {
    assertThat(CDNOW.alive(new Buyer(20, 10, 50, 1, 1)))
        .isLessThan(CDNOW.alive(new Buyer(1, 10, 50, 1, 1)));
    assertThat(CDNOW.alive(new Buyer(0, 0, 50, 0, 1))).isEqualTo(1);
  }

  @Test
  void shouldStayFiniteWhenABuyerOrdersVeryOften() {
    double orders = CDNOW.expectedOrders(new Buyer(900, 99.9, 100, 1, 1), 52);

    assertThat(orders).isBetween(1.0, 470.0);
  }

  @Test
  void shouldForetellWhatTheShopThenSellsWhenTheTruthIsOfThatKind() {
    Shop shop = Shop.of(4_000, 11);

    LifetimeValue value = LifetimeValue.of(shop.buyers, Shop.AHEAD);

    LifetimeValue.Forecast forecast = value.forecast();
    assertThat(forecast).isNotNull();
    assertThat(forecast.orders())
        .isCloseTo(shop.laterOrders / 4_000.0, within(0.1 * forecast.orders()));
    assertThat(forecast.revenue())
        .isCloseTo(shop.laterRevenue / 4_000.0, within(0.15 * forecast.revenue()));
    assertThat(forecast.returns().r()).isCloseTo(CDNOW.r(), within(0.06));
    assertThat(forecast.returns().alpha()).isCloseTo(CDNOW.alpha(), within(1.2));
    assertThat(value.observed()).isPositive();
  }

  @Test
  void shouldForetellNothingWhenThereAreTooFew() {
    LifetimeValue value = LifetimeValue.of(Shop.of(100, 1).buyers, 52);

    assertThat(value.forecast()).isNull();
    assertThat(value.buyers()).isEqualTo(100);
    assertThat(value.limits()).singleElement().asString().contains("200 buyers");
  }

  @Test
  void shouldForetellNothingWhenTheOrdersFitNoSuchModel() {
    // Everybody orders each week for the same: nobody differs, nobody leaves.
    List<Buyer> clocks =
        IntStream.range(0, 300).mapToObj(i -> new Buyer(50, 50, 50, 1_000, 51_000)).toList();

    LifetimeValue value = LifetimeValue.of(clocks, 52);

    assertThat(value.forecast()).isNull();
    assertThat(value.limits()).singleElement().asString().contains("do not fit");
  }

  /** Buyers as the models think them: watched for 39 weeks, then for 39 more. */
  private static final class Shop {
    static final double AHEAD = 39;
    private static final double WATCHED = 39;
    final List<Buyer> buyers = new ArrayList<>();
    double laterOrders;
    double laterRevenue;

    static Shop of(int count, long seed) {
      Shop shop = new Shop();
      RandomDataGenerator random = new RandomDataGenerator(seed);
      for (int i = 0; i < count; i++) {
        shop.buyer(random);
      }
      return shop;
    }

    private void buyer(RandomDataGenerator random) {
      double rate = random.nextGamma(CDNOW.r(), 1 / CDNOW.alpha());
      double leaves = random.nextBeta(CDNOW.a(), CDNOW.b());
      double scale = 1 / random.nextGamma(CDNOW_SPEND.q(), 1 / (CDNOW_SPEND.v() * 100));
      double at = 0;
      double last = 0;
      int repeats = 0;
      double spent = 0;
      while (true) {
        at += rate < 1e-12 ? 1e12 : random.nextExponential(1 / rate);
        if (at > WATCHED + AHEAD) {
          break;
        }
        double value = random.nextGamma(CDNOW_SPEND.p(), scale);
        if (at <= WATCHED) {
          repeats++;
          last = at;
          spent += value;
        } else {
          laterOrders++;
          laterRevenue += value;
        }
        if (random.nextUniform(0, 1) < leaves) {
          break;
        }
      }
      buyers.add(
          new Buyer(repeats, last, WATCHED, repeats == 0 ? 0 : spent / repeats, spent + 3_000));
    }
  }
}
