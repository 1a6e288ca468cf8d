import Language

/// How values are printed.
package enum Format: String, Sendable, CaseIterable {
  case text, json, csv, markdown
}

/// Turns values and faults into text for one kind of reader.
package struct Canvas: Sendable {
  package let format: Format
  /// Cells in a line.
  package let width: Int
  let theme: Theme

  package init(format: Format, width: Int, isColored: Bool, isUnicode: Bool = true) {
    self.format = format
    // Narrower than this nothing can be laid out; a terminal that says 0 knows no better.
    self.width = max(width, 20)
    theme = Theme(isColored: isColored, isUnicode: isUnicode)
  }

  /// A value as an answer, with the line end behind it.
  ///
  /// As text, an answer of more than three lines has a blank line before it.
  package func answer(_ value: Value, _ style: Style) -> String {
    switch format {
    case .text: TextMedium(width: width, theme: theme).answer(value, style)
    case .json: JSON.text(value.datum) + "\n"
    case .csv: CSV.text(value.datum)
    case .markdown: Markdown.text(value.view(style))
    }
  }

  /// What is wrong: a drawn message, or one object of JSON in a line.
  package func fault(_ diagnostic: Diagnostic) -> String {
    guard format != .json else { return JSON.text(diagnostic.datum) + "\n" }
    let drawing = DiagnosticDrawing(diagnostic, width: width, theme)
    return drawing.lines.map { theme.paint($0) + "\n" }.joined()
  }

  /// Something said beside the answers: for a reader, or one object of JSON in a line.
  package func remark(_ view: View) -> String {
    guard format != .json else { return JSON.text(JSON.note(view)) + "\n" }
    // Lines of prose longer than that are hard to follow.
    return TextMedium(width: min(width, 88), theme: theme).text(view)
  }

  /// One piece of text in its colours, neither wrapped nor ended.
  package func markup(_ markup: Markup) -> String { theme.paint(theme.spelt(markup)) }
}
