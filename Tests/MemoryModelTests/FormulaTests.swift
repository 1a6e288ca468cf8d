import MemoryModel
import Step
import Testing

@Suite struct FormulaTests {
  /// Every traced setup, and the same with what no traced step has, as far as it is modelled.
  static let setups: [Setup] = Traced.all.map(\.setup).flatMap { setup -> [Setup] in
    var odd = setup
    odd.seq += 77
    odd.loss = .chunked(3)
    odd.optimizer = .ademamix8bit
    odd.padding = true
    return [setup] + [odd, setup.scaled].compactMap { $0 }.filter(Training.covers)
  }

  @Test(arguments: setups.indices)
  func everyLinePrintsItsNumber(index: Int) throws {
    let setup = Self.setups[index]
    let estimate = try estimate(setup)
    let ledger = estimate.ledger
    for line in ledger.lines {
      #expect(Arithmetic.value(of: line.formula.description) == Double(line.bytes), "\(line)")
      #expect(!line.source.isEmpty)
      #expect(!line.name.isEmpty && line.name.utf8.count <= 64, "\(line.name)")
      #expect(!line.name.contains(","), "\(line.name)")
    }
    for part in Part.allCases {
      #expect(ledger.bytes(of: part) == estimate[part], "\(part)")
    }
    #expect(ledger.phase == estimate.phase)
  }

  @Test func theNamesAreTheUsers() throws {
    let setup = Setup(architecture: EstimateTests.llama)
    let line = try #require(try explain(setup).lines.first { $0.name == "log-softmax" })
    #expect(line.formula.symbolic.contains("batch * seq * vocab * 4 bytes"))
    #expect(line.formula.description.contains("1 * 2048 * 128256 * 4 bytes"))
  }

  @Test func sumsInProductsGetParentheses() {
    let sum = Formula.count(2, "a") + .count(3, "b")
    let formula = sum * Formula.bytes(4)
    #expect(formula.description == "(2 + 3) * 4 bytes")
    #expect(formula.symbolic == "(a + b) * 4 bytes")
    #expect((Formula.count(1) * formula).description == "(2 + 3) * 4 bytes")
  }
}

extension Setup {
  /// The same with DoRA, where there are adapters.
  fileprivate var scaled: Setup? {
    var scaled = self
    switch method {
    case .full: return nil
    case .lora(var adapter):
      adapter.dora = true
      scaled.method = .lora(adapter)
    case .qlora(var adapter, let quantization):
      adapter.dora = true
      scaled.method = .qlora(adapter, quantization)
    }
    return scaled
  }
}
