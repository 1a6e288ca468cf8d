/// What an estimate goes by, and how far that carries.
package struct Evidence: Sendable {
  package enum Basis: Sendable {
    /// Whole steps of the family with this method.
    case steps
    /// Runs that others published, of the Trainer of an earlier time (docs/measured.md).
    case runs
  }

  package let basis: Basis
  /// What of the setup no step was traced with.
  package let untraced: [Circumstance]
  /// How far `allocated` may be off, as a share.
  package let margin: Double

  /// The largest error of so many steps or runs, in hundredths of a per cent.
  package struct Record: Sendable, Equatable {
    package let count: Int
    package let worst: Int
  }
}

extension Evidence {
  /// Half a per cent is the least that is claimed: where each of the traced steps is left out in
  /// turn, 98 of 100 lie within it or within the worst of the others of their family and method.
  package static let least = 0.005
  /// What is added for each thing that no step was traced with: caution, drawn from no data.
  package static let caution = 0.03

  package init(_ setup: Setup) {
    let runs = setup.framework == .today ? nil : setup.framework.record(setup.method)
    let record = runs ?? setup.architecture.family.record(setup.method)
    basis = runs == nil ? .steps : .runs
    untraced = setup.circumstances.filter {
      if case .framework = $0, runs != nil { return false }
      return !$0.isTraced
    }
    let error = record.map { Double($0.worst) / 10_000 } ?? Self.least
    // In tenths of a per cent, upwards.
    let claimed = (max(error, Self.least) * 1000).rounded(.up) / 1000
    margin = claimed + Self.caution * Double(untraced.count)
  }

  /// What the margin is drawn from, in words.
  package var words: String {
    let how = untraced.isEmpty ? "by" : "beyond"
    return switch basis {
    case .steps: "\(how) traced steps"
    case .runs: "\(how) published runs"
    }
  }

  /// What an estimate says of it.
  package func notes(on setup: Setup) -> [String] {
    let own = untraced.compactMap { $0.note(on: setup) }
    guard basis == .runs else { return own }
    return own + [
      "framework: \(setup.framework.rawValue) goes by published runs of the Trainer, not by traced "
        + "steps."
    ]
  }
}

extension Architecture.Family {
  /// The steps of the family that were traced with a method.
  package func record(_ method: Method) -> Evidence.Record? {
    Evidence.record(of: rawValue, method.kind)
  }
}

extension Evidence {
  /// Whether whole steps of a family were traced, by its `model_type`.
  package static func hasSteps(of family: String) -> Bool {
    Method.Kind.allCases.contains { record(of: family, $0) != nil }
  }
}

extension Framework {
  fileprivate func record(_ method: Method) -> Evidence.Record? {
    Evidence.record(of: self, method.kind, upcast: method.quantization?.upcast == true)
  }
}
