import Step
import Testing

@testable import MemoryModel

/// What tensors of 1 to 10 MiB leave unused of the allocator's segments.
@Suite struct SegmentTests {
  static let mebibyte = 1_048_576.0

  /// One by one, without looking for a period.
  static func plain(_ sizes: [Double], layers: Int) -> Double {
    var segments = Segments(smallest: sizes.min() ?? 0)
    for _ in 0..<layers { for size in sizes { segments.take(Segments.Piece(size)) } }
    return segments.rest
  }

  @Test(arguments: [
    [3.375, 1.125, 4.5, 4.5], [6.5], [8.3, 8.3, 1.53], [7, 3, 5.5, 12, 1.2], [9.6, 2.2, 10.5],
  ])
  func aPeriodGivesWhatEachLayerWould(sizes: [Double]) {
    let bytes = sizes.map { $0 * Self.mebibyte }
    for layers in 1...50 {
      var segments = Segments(smallest: bytes.min() ?? 0)
      segments.take(bytes.map(Segments.Piece.init), layers: layers)
      #expect(segments.rest == Self.plain(bytes, layers: layers), "\(layers)")
    }
  }

  @Test func threeOfSixAndAHalfLeaveHalfAMebibyte() {
    #expect(Self.plain([6.5 * Self.mebibyte], layers: 6) == Self.mebibyte)
  }

  /// GPT-2 in bf16, as traced: 255 309 824 bytes are allocated for 248 879 616 bytes of weights.
  @Test func smallModelsLoseSeveralPercent() throws {
    let traced = try #require(
      Traced.all.first {
        $0.setup.architecture.family == .gpt2 && $0.setup.method == .full
          && $0.setup.precision == .bf16
      })
    let estimate = try estimate(traced.setup)
    #expect(abs(estimate[.weights] - 255_309_824) < 20_000)
  }
}
