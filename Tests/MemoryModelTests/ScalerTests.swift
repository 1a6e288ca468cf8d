import Step
import Testing

@testable import MemoryModel

/// fp16: what the scaler keeps, and what it refuses.
@Suite struct ScalerTests {
  static func setup(_ method: Method, _ precision: Precision) -> Setup {
    Setup(architecture: EstimateTests.llama, method: method, precision: precision)
  }

  static let qlora = Method.qlora(Adapter(), Quantization())

  private static func message(_ setup: Setup) -> String? {
    do {
      _ = try estimate(setup)
      return nil
    } catch {
      return error.message
    }
  }

  /// Two blocks stay, and one is there beside the loss: the three that traced steps have more.
  @Test func theScalerIsThreeBlocks() throws {
    let scaled = try estimate(Self.setup(Self.qlora, .fp16Amp))
    let plain = try estimate(Self.setup(Self.qlora, .bf16Amp))
    #expect(scaled.phase == .loss)
    #expect(scaled.allocated == plain.allocated + 3 * 512)
    #expect(scaled[.optimizer] == plain[.optimizer] + 2 * 512)
  }

  @Test func withoutAutocastThereIsNone() throws {
    for method in [Method.full, .lora(Adapter()), Self.qlora] {
      let one = try estimate(Self.setup(method, .fp16))
      #expect(one.allocated == (try estimate(Self.setup(method, .bf16)).allocated))
    }
  }

  @Test func gradientsInHalfPrecisionAreRefused() throws {
    let full = try #require(Self.message(Self.setup(.full, .fp16Amp)))
    #expect(full.contains("Attempting to unscale FP16 gradients"))
    for dtype in [Dtype.fp16, .bf16] {
      let lora = Self.setup(.lora(Adapter(dtype: dtype)), .fp16Amp)
      #expect(Self.message(lora)?.contains("gradients in \(dtype.rawValue)") == true)
    }
    let saved = Adapter(save: ["embed_tokens"])
    #expect(Self.message(Self.setup(.lora(saved), .fp16Amp))?.contains("modules_to_save") == true)
    #expect(Self.message(Self.setup(.lora(saved), .fp32FP16Amp)) == nil)
    #expect(Self.message(Self.setup(.qlora(saved, Quantization(upcast: true)), .fp16Amp)) == nil)
  }

  @Test func twoFormatsOf16BitsAreRefused() throws {
    #expect(Self.message(Self.setup(.lora(Adapter(dtype: .bf16)), .fp16)) != nil)
    #expect(Self.message(Self.setup(.lora(Adapter(dtype: .fp16)), .bf16Amp)) != nil)
    #expect(Self.message(Self.setup(.lora(Adapter(dtype: .fp16)), .fp16)) == nil)
  }

  /// What the note of an old card leads to is answered, whatever is trained, and was traced.
  @Test(arguments: Method.Kind.allCases)
  func thePrecisionOfOldCardsRuns(kind: Method.Kind) throws {
    let method: Method =
      switch kind {
      case .full: .full
      case .lora: .lora(Adapter())
      case .qlora: Self.qlora
      }
    for precision in [Precision.bf16, .bf16Amp, .fp32Amp] {
      var setup = Self.setup(method, precision)
      setup.device = Device(capability: 75)
      #expect(try estimate(setup).evidence.untraced == [.mathAttention])
      setup.precision = setup.inFP16
      #expect(setup.precision.products == .fp16)
      #expect(try estimate(setup).evidence.untraced.isEmpty)
    }
  }

  @Test func fp16WeightsAreNotThoseOfMostCheckpoints() throws {
    let notes = try estimate(Self.setup(Self.qlora, .fp16Amp)).notes
    #expect(notes.contains { $0.contains("dtype=float16") })
  }
}
