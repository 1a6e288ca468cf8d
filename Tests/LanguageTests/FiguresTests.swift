import Language
import Testing

@Suite("Figures") struct FiguresTests {

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (99_999, "99999"), (100_000, "100_000"),
      (1.5, "1.5"), (1.005, "1.005"), (9.999, "9.999"), (9.9999999, "9.9999999"),
      (1000.00015, "1000.00015"), (0.1 * 3 * 10, "3"), (0.1 + 0.2, "0.3"),
      (1.0 / 3, "0.333333"), (2.0 / 3, "0.666667"), (123_456.789, "123456.79"),
      (1_234_567.5, "1_234_567.5"), (0.0001, "0.0001"), (0.00001, "1e-5"), (1.25e-7, "1.25e-7"),
      (0x1p53 - 1, "9_007_199_254_740_991"), (0x1p53, "9.0072e15"), (0x1p54, "1.80144e16"),
      (1e21, "1e21"), (1e23, "1e23"),
      (9.9999999e22, "1e23"), (-1e21, "-1e21"), (.leastNonzeroMagnitude, "4.94066e-324"),
      (1.7e308, "1.7e308"),
    ] as [(Double, String)])
  func numbers(_ number: Double, _ text: String) {
    #expect(Figures.number(number) == text)
  }

  /// What is shown can be typed again, and is the number up to the digits shown.
  @Test func pastedBack() {
    var random = Dice(seed: 7)
    for _ in 0..<2000 {
      let number = Double(random.below(1 << 40)) * [1e-12, 1e-6, 1, 1e6, 1e12][random.below(5)]
      let text = Figures.number(number)
      let again = Double(text.filter { $0 != "_" }) ?? .nan
      #expect(abs(again - number) <= number.magnitude * 1e-5, "\(number) as \(text)")
    }
  }

  @Test(
    arguments: [
      (1.005, 2, "1.00"), (1.115, 2, "1.12"), (9.999, 2, "10.00"), (-0.001, 2, "0.00"),
      (0.5, 0, "1"), (2.5, 0, "3"), (-2.5, 0, "-3"), (1234.5, 1, "1234.5"), (0.05, 1, "0.1"),
      (1e21, 2, "1e21"), (1, -1, "1"), (0.1, 20, "0.100000000000"),
    ] as [(Double, Int, String)])
  func fixed(_ number: Double, _ places: Int, _ text: String) {
    #expect(Figures.fixed(number, places) == text)
  }

  @Test(
    arguments: [
      (512, "512"), (999, "999"), (1000, "1.00k"), (41_943_040, "41.9M"), (8_030_261_248, "8.03B"),
      (999_999, "1.00M"), (15_600_000_000_000, "15.6T"),
    ] as [(Int, String)])
  func short(_ count: Int, _ text: String) { #expect(Figures.short(count) == text) }

  @Test func prose() {
    #expect(Figures.prose(2048) == "2,048")
    #expect(Figures.prose(1_234_567.0) == "1,234,567")
    #expect(Figures.prose(-1234.0) == "-1,234")
    #expect(Figures.prose(20_584_698.67) == "20,584,698.67")
    #expect(Figures.prose(-1234.5) == "-1,234.5")
    #expect(Figures.prose(1e300) == Figures.number(1e300))
    #expect(Figures.fixed(12345.678, 2, grouped: ",") == "12,345.68")
  }

  @Test(
    arguments: [
      (0x1p30, "1 GiB"), (0.16 * 0x1p30, "0.16 GiB"), (9.999 * 0x1p30, "10.00 GiB"),
      (0.99996 * 0x1p30, "1.00 GiB"), (0x1p20, "1 MiB"), (1536, "1.5 KiB"), (0, "0 bytes"),
      (1, "1 byte"), (-0x1p30, "-1 GiB"), (10.69123 * 0x1p30, "10.69 GiB"),
      (0x1p30 / 3, "0.333 GiB"), (2048 * 0x1p30, "2048 GiB"), (1234.567 * 0x1p30, "1234.6 GiB"),
    ] as [(Double, String)])
  func memory(_ bytes: Double, _ text: String) {
    #expect(Style().text(Quantity(bytes, .memory)) == text)
  }

  @Test func memoryInTens() {
    #expect(Style(decimal: true).text(Quantity.bytes(16_000_000_000)) == "16 GB")
    #expect(Style().memory(11_478_826_352) == "10.69 GiB")
    #expect(Style(decimal: true).figure(1_234_567_000_000) == "1,234.57")
  }
}

/// A source of numbers that are the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// A number from 0 to one below the bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
