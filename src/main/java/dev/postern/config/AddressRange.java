package dev.postern.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A range of addresses in CIDR notation, or a single address.
public record AddressRange(InetAddress network, int prefix) {
  private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F:.]+)(?:/([0-9]{1,3}))?");

  /// Reads `10.0.0.0/8`, `fd00::/8` or one address; never asks a name server.
  static AddressRange parse(String text) {
    var cidr = CIDR.matcher(text);
    if (!cidr.matches()) {
      throw new IllegalArgumentException("must be addresses or ranges, separated by commas");
    }
    InetAddress network;
    try {
      network = InetAddress.ofLiteral(cidr.group(1));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("names an address that is none");
    }
    var width = network.getAddress().length * Byte.SIZE;
    var prefix = cidr.group(2) == null ? width : Integer.parseInt(cidr.group(2));
    if (prefix > width) {
      throw new IllegalArgumentException("has a prefix longer than the address");
    }
    return new AddressRange(network, prefix);
  }

  public boolean contains(InetAddress address) {
    var mine = network.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
