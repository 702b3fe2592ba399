package dev.postern.databaseprojects;

import dev.postern.crypto.SecureToken;
import java.util.List;

/// The name that ids are made of: an adjective, a noun, six digits.
record Words(String text) {
  private static final int LARGEST = 1_000_000;

  private static final List<String> ADJECTIVES =
      List.of(
          ("amber bold brave bright brisk calm clear clever cool cosy crisp curly dainty dapper"
               + " deep eager early fair fancy fleet fond fresh gentle glad golden good grand green"
               + " happy hardy hazel honest humble jolly keen kind late light lively lucky mellow"
               + " merry mild misty neat nimble noble odd pale patient plain proud quick quiet"
               + " rapid rosy royal shiny silent smooth snowy soft steady sunny")
              .split(" "));

  private static final List<String> NOUNS =
      List.of(
          ("arch bay beach bell bird boat breeze bridge brook cliff cloud coast comet creek dale"
               + " dawn dew dune dusk field fire fjord flower fog forest frost garden glade grove"
               + " harbor heart hill isle lake leaf maple marsh meadow mist moon moss mountain"
               + " night oak ocean orchid path peak pine pond rain reef ridge river rock sea shore"
               + " sky snow star stone sun tree wind wood")
              .split(" "));

  static Words fresh(SecureToken tokens) {
    var random = tokens.bytes(5);
    var adjective = ADJECTIVES.get(Byte.toUnsignedInt(random[0]) % ADJECTIVES.size());
    var noun = NOUNS.get(Byte.toUnsignedInt(random[1]) % NOUNS.size());
    var number =
        (Byte.toUnsignedInt(random[2]) << 16)
            | (Byte.toUnsignedInt(random[3]) << 8)
            | Byte.toUnsignedInt(random[4]);
    return new Words("%s-%s-%06d".formatted(adjective, noun, number % LARGEST));
  }

  String branchId() {
    return "br-" + text;
  }

  String endpointId() {
    return "ep-" + text;
  }

  /// A name that nobody else on the server has.
  String unique(String askedName) {
    return askedName + "_" + text.replace('-', '_');
  }
}
