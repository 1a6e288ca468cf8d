import Language
import Render

/// What the command line says.
struct Options {
  enum Task {
    case prompt
    /// Lines of `-e`, one after another.
    case evaluate
    case script(path: String, arguments: [String])
    case check([String])
    /// Lays scripts out in place, or says which are not.
    case format([String], isCheck: Bool)
    case help
    case version
  }

  enum Colour: String, CaseIterable {
    case auto, always, never
  }

  private(set) var task = Task.prompt
  /// What `-e` gave; it runs before a script.
  private(set) var expressions: [String] = []
  private(set) var format = Format.text
  private(set) var colour = Colour.auto
  private(set) var readsStartup = true
  private(set) var greets = true
  /// Whether what would only be noted is a fault.
  private(set) var isStrict = false

  init(_ arguments: some Collection<String>) throws(UsageFault) {
    var left = Array(arguments)[...]
    var isChecking = false
    while let argument = left.first, argument.hasPrefix("-"), argument != "-" {
      left.removeFirst()
      if argument == "--" { break }
      let (name, inline) = Self.split(argument)
      func value() throws(UsageFault) -> String {
        if let inline { return inline }
        guard let next = left.popFirst() else { throw UsageFault("\(name) needs a value") }
        return next
      }
      switch name {
      case "-e": expressions.append(try value())
      case "--format": format = try Self.choice(try value(), name)
      case "--color": colour = try Self.choice(try value(), name)
      case "--no-startup": readsStartup = false
      case "--quiet", "-q": greets = false
      case "--check": isChecking = true
      case "--strict": isStrict = true
      case "--help", "-h": task = .help
      case "--version": task = .version
      default: throw Self.unknown(name)
      }
    }
    switch task {
    case .help, .version: return
    default: break
    }
    if left.first == "fmt", expressions.isEmpty, !isChecking {
      task = try Self.formatting(left.dropFirst())
    } else if isChecking {
      guard !left.isEmpty else { throw UsageFault("--check needs a file") }
      task = .check(Array(left))
    } else if let path = left.popFirst() {
      task = .script(path: path, arguments: Array(left))
    } else if !expressions.isEmpty {
      task = .evaluate
    }
  }

  /// What follows `fmt`: files, and `--check` before or behind them.
  private static func formatting(_ arguments: ArraySlice<String>) throws(UsageFault) -> Task {
    var paths: [String] = []
    var isCheck = false
    var readsOptions = true
    for argument in arguments {
      if !readsOptions || argument == "-" || !argument.hasPrefix("-") {
        paths.append(argument)
      } else if argument == "--" {
        readsOptions = false
      } else if argument == "--check" {
        isCheck = true
      } else {
        throw UsageFault("fmt knows no option `\(argument)`; it takes files and --check")
      }
    }
    guard !paths.isEmpty else { throw UsageFault("fmt needs a file, or - for stdin") }
    return .format(paths, isCheck: isCheck)
  }

  /// `--format=json` is `--format json`.
  private static func split(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") else {
      return (argument, nil)
    }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  private static func choice<C: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws(UsageFault) -> C where C.RawValue == String {
    if let choice = C(rawValue: text) { return choice }
    let all = C.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageFault("\(name) is one of \(all), not `\(text)`")
  }

  private static func unknown(_ name: String) -> UsageFault {
    let names = [
      "-e", "--check", "--strict", "--format", "--color", "--no-startup", "--quiet", "--help",
      "--version",
    ]
    let hint = Suggestion.hint(for: name, in: names) ?? "`vram --help` lists the options"
    return UsageFault("I know no option `\(name)`; \(hint)")
  }

  static let manual = """
    vram answers what memory fine-tuning a language model takes, and where it goes.

    vram                        the prompt; a script from stdin when that is not a terminal
    vram FILE [ARGUMENT…]       runs a script; `arguments` is the list of texts after it
    vram -e EXPRESSION          evaluates; may be repeated; before FILE it runs first
    vram --check FILE…          reads without running: syntax, names, arguments
    vram fmt FILE…              lays scripts out in place; `-` lays stdin out to stdout
    vram fmt --check FILE…      prints the names of those that are laid out otherwise

      --format text|json|csv|markdown   how answers are printed; text by default
      --color auto|always|never         NO_COLOR is honoured
      --no-startup                      skips the startup file of the prompt and of -e:
                                        vram/startup.vram in $XDG_CONFIG_HOME or ~/.config
      --strict                          for CI: a name that no question reads, and a note on an
                                        answer's limits, are faults
      --quiet                           no greeting at the prompt
      --help, --version

    The prompt keeps what is typed in $VRAM_HISTORY, else in vram/history in $XDG_STATE_HOME or
    ~/.local/state; empty, VRAM_HISTORY= keeps nothing. Long answers go through $PAGER, else less.

    hf("org/name") looks into the local Hugging Face cache, and else asks the hub through curl. HF_HOME,
    HF_HUB_CACHE, HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE and HTTPS_PROXY hold as for its own tools.
    Nothing else asks a server.

    Answers go to stdout, everything else to stderr. Exit status: 0 all held, 1 an assert did not
    hold, 2 something is broken, 64 a wrong command line. Of fmt: 0 all is laid out, 1 --check found
    what is not, 2 a file cannot be read or has faults; it is left as it is.

    vram -e 'model = llama8b; method = qlora(r: 16)' -e 'estimate'

    """

  static let version = "0.1"
}

/// A wrong command line.
struct UsageFault: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
