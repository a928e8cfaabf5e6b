package io.beckon.demo.shop;

import java.util.List;

/**
 * Where shoppers live. Phone numbers are from ranges that the regulators keep free for fiction
 * where there are any, and have too few digits to be real elsewhere.
 */
enum Country {
  DE(
      "Europe/Berlin",
      "de",
      "+49171392000",
      List.of("Anna", "Jonas", "Mia", "Felix", "Lena"),
      List.of("Vogel", "Brandt", "Keller", "Sommer")),
  GB(
      "Europe/London",
      "en",
      "+44770090000",
      List.of("Grace", "Oliver", "Ella", "Harry", "Ruby"),
      List.of("Ashford", "Clarke", "Hughes", "Webb")),
  FR(
      "Europe/Paris",
      "fr",
      "+3363998000",
      List.of("Camille", "Louis", "Chloe", "Hugo", "Manon"),
      List.of("Moreau", "Lefevre", "Girard", "Roux")),
  PT(
      "Europe/Lisbon",
      "pt",
      "+35191000",
      List.of("Ana", "Tiago", "Marta", "Rui", "Ines"),
      List.of("Costa", "Pinto", "Lopes", "Reis")),
  US(
      "America/New_York",
      "en",
      "+1212555010",
      List.of("Emma", "Noah", "Ava", "Liam", "Zoe"),
      List.of("Parker", "Reed", "Bennett", "Diaz")),
  CA(
      "America/Vancouver",
      "en",
      "+1604555010",
      List.of("Maya", "Owen", "Claire", "Ethan", "June"),
      List.of("Tremblay", "Singh", "Fraser", "Wong")),
  JP(
      "Asia/Tokyo",
      "ja",
      "+81900000",
      List.of("Yui", "Haruto", "Sakura", "Ren", "Aoi"),
      List.of("Sato", "Tanaka", "Mori", "Ito")),
  AU(
      "Australia/Sydney",
      "en",
      "+6149157000",
      List.of("Isla", "Jack", "Matilda", "Cooper", "Evie"),
      List.of("Nguyen", "Walker", "Kelly", "Hart"));

  private final String zone;
  private final String language;
  private final String phonePrefix;
  private final List<String> firstNames;
  private final List<String> lastNames;

  Country(
      String zone,
      String language,
      String phonePrefix,
      List<String> firstNames,
      List<String> lastNames) {
    this.zone = zone;
    this.language = language;
    this.phonePrefix = phonePrefix;
    this.firstNames = firstNames;
    this.lastNames = lastNames;
  }

  /** IANA time zone. */
  String zone() {
    return zone;
  }

  /** BCP-47 tag. */
  String language() {
    return language;
  }

  String phone(Dice dice) {
    return phonePrefix + dice.between(0, 9);
  }

  String firstName(Dice dice) {
    return dice.of(firstNames);
  }

  String lastName(Dice dice) {
    return dice.of(lastNames);
  }
}
