import Testing

@testable import Render

@Suite struct WidthTests {
  @Test(arguments: [
    ("", 0), ("batch", 5), ("8 × 2,048", 9), ("± 2 %", 5), ("…", 1), ("─│┌█▏", 5), ("é", 1),
    ("e\u{301}", 1), ("\u{301}", 0), ("日本語", 6), ("ﾊﾝ", 2), ("ＦＵＬＬ", 8), ("한국", 4),
    ("\u{1100}\u{1161}\u{11A8}", 2), ("😀", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤\u{FE0F}", 2), ("❤", 1),
    ("👍🏽", 2), ("a\u{200D}b", 2), ("\u{200B}", 0), ("\u{7}", 0), ("\u{85}", 0), ("\u{FFFD}", 1),
    ("Ω", 1), ("שלום", 4), ("𠀀", 2), ("、", 2),
  ])
  func cells(text: String, cells: Int) {
    #expect(Width.cells(text) == cells, "\(text)")
  }
}
