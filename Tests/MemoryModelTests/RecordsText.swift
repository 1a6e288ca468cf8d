import MemoryModel
import Step

/// Sources/MemoryModel/Evidence/Records+Text.swift, from the traced steps and the published runs that lie
/// beside the tests.
struct RecordsText {
  let text: String

  init(_ steps: [Traced], _ runs: [Measured]) throws {
    var families: [String: [Double]] = [:]
    for step in steps {
      let key = "(\"\(step.setup.architecture.family.rawValue)\", .\(step.setup.method.kind))"
      families[key, default: []].append(try Self.error(step.setup, step.allocated))
    }
    var frameworks: [String: [Double]] = [:]
    for run in runs where run.setup.framework != .today && run.isTheTrainers {
      let upcast = run.setup.method.quantization?.upcast == true
      let key = "(.\(run.setup.framework), .\(run.setup.method.kind), \(upcast))"
      frameworks[key, default: []].append(try Self.error(run.setup, run.peak))
    }
    text = """
      // swift-format-ignore-file
      // Written by scripts/accuracy from the traced steps and published runs beside the tests.

      extension Evidence {
        static func record(of family: String, _ method: Method.Kind) -> Record? {
          switch (family, method) {
      \(Self.cases(families))
          default: nil
          }
        }

        static func record(
          of framework: Framework, _ method: Method.Kind, upcast: Bool
        ) -> Record? {
          switch (framework, method, upcast) {
      \(Self.cases(frameworks))
          default: nil
          }
        }
      }

      """
  }

  private static func error(_ setup: Setup, _ truth: Int) throws -> Double {
    (Double(try estimate(setup).allocated) / Double(truth) - 1).magnitude
  }

  private static func cases(_ errors: [String: [Double]]) -> String {
    errors.sorted { $0.key < $1.key }.map { key, errors in
      let worst = Int(((errors.max() ?? 0) * 10_000).rounded(.up))
      return "    case \(key): Record(count: \(errors.count), worst: \(worst))"
    }.joined(separator: "\n")
  }
}

extension Measured {
  /// Whether it is a run of the Trainer as it is: no other's kernels or modules.
  fileprivate var isTheTrainers: Bool { group == "trainer" || group == "upcast" }
}
