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
      "Anna Jonas Mia Felix Lena",
      "Vogel Brandt Keller Sommer"),
  GB(
      "Europe/London",
      "en",
      "+44770090000",
      "Grace Oliver Ella Harry Ruby",
      "Ashford Clarke Hughes Webb"),
  FR(
      "Europe/Paris",
      "fr",
      "+3363998000",
      "Camille Louis Chloe Hugo Manon",
      "Moreau Lefevre Girard Roux"),
  PT("Europe/Lisbon", "pt", "+35191000", "Ana Tiago Marta Rui Ines", "Costa Pinto Lopes Reis"),
  US("America/New_York", "en", "+1212555010", "Emma Noah Ava Liam Zoe", "Parker Reed Bennett Diaz"),
  CA(
      "America/Vancouver",
      "en",
      "+1604555010",
      "Maya Owen Claire Ethan June",
      "Tremblay Singh Fraser Wong"),
  JP("Asia/Tokyo", "ja", "+81900000", "Yui Haruto Sakura Ren Aoi", "Sato Tanaka Mori Ito"),
  AU(
      "Australia/Sydney",
      "en",
      "+6149157000",
      "Isla Jack Matilda Cooper Evie",
      "Nguyen Walker Kelly Hart");

  private final String zone;
  private final String language;
  private final String phonePrefix;
  private final String firstNames;
  private final String lastNames;

  Country(String zone, String language, String phonePrefix, String firstNames, String lastNames) {
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
    return dice.of(List.of(firstNames.split(" ", -1)));
  }

  String lastName(Dice dice) {
    return dice.of(List.of(lastNames.split(" ", -1)));
  }
}
