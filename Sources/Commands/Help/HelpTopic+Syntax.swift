// Keywords, signs, and what is written with them.
extension HelpTopic {
  static let syntax = [
    HelpTopic(
      ["bindings", "binding", "bind", "variables", "variable", "names", "=", "let", "var"],
      "a name for a value: name = value",
      "Names of the setup take only what makes sense for them. `_` is the last answer. "
        + "`undo` takes a binding back, `reset` all of them.", "share = 85%; 24 GiB * share"),
    HelpTopic(
      ["numbers", "magnitudes", "magnitude", "K"],
      "16, 1.5, 1e-4, 1_000, 85%, and magnitudes right behind the digits",
      "2K is 2048, 2k is 2000; M, B and T are 10^6, 10^9 and 10^12.", "8B / 2K", "85% * 24"),
    HelpTopic(
      ["quantities", "quantity", "unit", "conversions", "conversion", "in", "%"],
      "24 GiB, 2K tokens, 8B params, $1.40/hour; x in UNIT converts",
      "Units multiply and divide; only what is alike adds up and compares. A plain number counts "
        + "as params, tokens or GPUs beside those. 10 % 3 is the rest of a division.",
      "24 GiB in MiB", "llama8b.parameters * 2 bytes/param", "0.853 in percent"),
    HelpTopic(
      ["operators", "operator", "+", "-", "*", "/", "^"],
      "+ - * / % ^ between numbers, `^` the strongest",
      "A line that begins with an operator goes on from the line above: `- x` with a space behind "
        + "the sign. `+` also joins texts and lists; 2 * rtx3090 is two cards.", "2 + 3 * 2^2",
      "[1, 2] + [3]"),
    HelpTopic(
      ["comparisons", "comparison", "==", "!=", "<", "<=", ">", ">="],
      "== != < <= > >= between like and like",
      "They do not chain: write `1 < x and x < 3`.", "24 GiB > 20 GB", "optimizer == adamw"),
    HelpTopic(
      ["and", "or", "not", "logic", "conditions", "condition"],
      "a and b, a or b, not a: between what holds or not",
      "The right side is looked at only where it is needed. A verdict of `fits` is such a thing.",
      "fits(rtx4090) and not fits(rtx3060, seq: 8K)"),
    HelpTopic(
      ["if", "then", "else", "choice", "ternary"], "if condition then a else b: a value either way",
      "`then` and `else` may stand on lines of their own.",
      "if fits(rtx4090) then \"go\" else \"rent\""),
    HelpTopic(
      ["lists", "list", "for", "comprehension", "arrays", "array"],
      "[a, b, c], and [expression for x in values if condition]",
      "Items are counted from 0. A question asks for each item of a list that stands for one value.",
      "xs = [10, 20, 30]; xs[0] + xs.count", "[x / 10 for x in [10, 20, 30] if x > 10]",
      "estimate(batch: [1, 2, 4])"),
    HelpTopic(
      ["ranges", "range", "by", "...", "..<", "step"],
      "1...8, 1..<8, 512...8K by 512, 1...64 by *2",
      "`...` includes its end, `..<` does not. `by` is the step, `by *` the factor.",
      "[x for x in 512...2048 by 512]", "sweep(seq, 1K...8K by *2)"),
    HelpTopic(
      ["records", "record", "fields", "field", "."],
      "{ name: value, … }, whose fields stand behind a dot", "",
      "mine = { memory: 24 GiB, price: $0.40/hour }; mine.memory"),
    HelpTopic(
      ["with", "copies", "copy"], "x with (name: value, …): a copy with changes",
      "Of a scenario, an estimate, a model, a card, a method or a record. What it was made of stays "
        + "as it is: `method = method with (r: 64)` puts the copy in its place.",
      "method with (r: 64)", "(llama8b with (layers: 16)).parameters",
      "(estimate with (batch: 4)).total"),
    HelpTopic(
      ["pipes", "pipe", "|"], "x | f(y) is f(x, y): what is left goes in first",
      "A line that begins with `|` goes on from the line above.",
      "models | where(parameters < 1B) | sort(parameters) | first(2)"),
    HelpTopic(
      ["functions", "function", "def", "lambda"],
      "f(x, y = 2) = expression",
      "A parameter called like a name of the setup sets it for the call. Lines that begin with ## "
        + "right above a function are its page of help.",
      "overhead(x, share = 10%) = x * (1 + share); overhead(20 GiB)",
      "need(batch) = estimate.total; [need(1), need(4)]"),
    HelpTopic(
      ["blocks", "block", "braces"], "{ x = 2; x * 3 }: lines of their own, the last is the value",
      "Names bound inside are gone behind it; the setup is not changed there.", "{ x = 2; x * 3 }"),
    HelpTopic(
      ["texts", "text", "string", "strings", "quotes", "escapes"],
      "\"…\", with values in braces: \"{estimate.total}\"",
      #"The escapes are \n, \t, \", \\, \{ and \}."#, "\"it takes {estimate.total}\""),
    HelpTopic(
      ["lines", "line", "newline", "comments", "comment", "statements"],
      "a statement ends with its line or `;`",
      "It goes on inside brackets, behind an operator, and where the next line begins with one, or "
        + "with a dot, `then`, `else`, `in` or `with`. # begins a comment.", "1 +\n  2",
      "models\n  | count"),
    HelpTopic(
      ["missing", "otherwise", "null", "nil", "none", "NaN"],
      "`missing` is a figure that nobody knows; x otherwise y is y where x is missing or has no answer",
      "What is reckoned with it is missing, too; `where` leaves such rows out, and so do `sum`, `mean`, "
        + "`min` and `max`.", "missing + 1",
      "model = llama70b; largest(batch, fits(rtx3060)) otherwise 0"),
    HelpTopic(
      ["tables", "table", "columns", "column", "rows"],
      "rows of values: models, gpus, sweep(…), estimate(batch: 1...4)",
      "t.name is a column, t[0] a row; `where`, `sort`, `select`, `first` and `map` work on them.",
      "gpus.count", "where(gpus, memory >= 80 GiB and vendor == \"AMD\").name"),
    HelpTopic(
      ["notes", "note", "limits", "strict"],
      "what is to be known of an answer, or of a name that no question reads",
      "An estimate is right within its limits, which a note says. Where a table, a field or an "
        + "assert takes the figure alone, notes are not said: ask the one question for them. With "
        + "`vram --strict` each is a fault.",
      "fits(mi300x)"),
    HelpTopic(
      ["choices", "on", "off", "true", "false", "yes", "no"],
      "plain words where one of a fixed set is expected",
      "`on`, `yes` and `true` are one, and so are `off`, `no` and `false`.",
      "optimizer = adamw_8bit; optimizer"),
  ]
}
