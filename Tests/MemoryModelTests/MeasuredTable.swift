import MemoryModel
import Step

/// The tables of docs/measured.md.
enum MeasuredTable {
  static func text() throws -> String {
    var lines = [
      "", "| runs | method | n | median | worst | bias |", "|---|---|--:|--:|--:|--:|",
    ]
    for (group, name) in names {
      for method in ["full", "LoRA", "QLoRA"] {
        let rows = Measured.all.filter { $0.group == group && $0.method == method }
        if rows.isEmpty { continue }
        lines.append(try summary(name, method, rows))
      }
    }
    lines += [
      "", "| model | method | batch × seq | versions | measured, GB | estimated, GB | error |",
      "|---|---|---|---|--:|--:|--:|",
    ]
    for (group, name) in names {
      lines.append("| **\(name)** | | | | | | |")
      lines += try Measured.all.filter { $0.group == group }.map(line)
    }
    lines.append("")
    return lines.joined(separator: "\n") + "\n"
  }

  private static let names = [
    ("trainer", "trainer as it is"), ("upcast", "QLoRA with upcast"),
    ("kernels", "other kernels"), ("litgpt", "lit-gpt"),
  ]

  private static func summary(_ name: String, _ method: String, _ rows: [Measured]) throws
    -> String
  {
    let errors = try rows.map { try $0.peakError() }
    let sorted = errors.sorted { abs($0) < abs($1) }
    let middle = TracedTests.quantile(errors, 0.5)
    let bias = errors.reduce(0, +) / Double(errors.count)
    return "| \(name) | \(method) | \(rows.count) | \(percent(middle, signed: false)) "
      + "| \(percent(sorted.last ?? 0)) | \(percent(bias)) |"
  }

  private static func line(_ row: Measured) throws -> String {
    let guess = try estimate(row.setup).allocated
    let versions = row.stack.split(separator: ", ").prefix(2).joined(separator: ", ")
    return "| \(row.model) | \(row.method) | \(row.setup.batch) × \(row.setup.seq) | \(versions) "
      + "| \(gigabytes(row.peak)) | \(gigabytes(guess)) | \(percent(try row.peakError())) |"
  }

  private static func gigabytes(_ bytes: Int) -> String { fixed((bytes + 5_000_000) / 10_000_000) }

  private static func percent(_ share: Double, signed: Bool = true) -> String {
    let hundredths = Int((abs(share) * 10_000).rounded())
    let sign = !signed || hundredths == 0 ? "" : share < 0 ? "−" : "+"
    return sign + fixed(hundredths) + " %"
  }

  /// A count of hundredths with its point.
  private static func fixed(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
