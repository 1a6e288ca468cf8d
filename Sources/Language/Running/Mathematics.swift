#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of the C library that the language needs.
package enum Mathematics {
  package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  package static func logarithm(_ x: Double) -> Double { log(x) }
  package static func binaryLogarithm(_ x: Double) -> Double { log2(x) }
}
