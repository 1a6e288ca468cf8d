/// A script between reading and laying out: its tokens as they will be spelt, in their brackets,
/// with the comments where they belong.
struct Draft {
  /// What stands between a part and the one before it.
  enum Gap {
    case none, space
    /// A space where the line may break.
    case soft
  }

  enum Body {
    case word([UInt8])
    case group(Group)
  }

  struct Part {
    let gap: Gap
    let body: Body
    /// Comments in the gap: the line breaks behind each.
    let comments: [[UInt8]]
  }

  struct Comment {
    let text: [UInt8]
    /// Whether an empty line stands above it.
    let isApart: Bool
  }

  /// A statement, an argument, an item of a list, a field.
  struct Item {
    var leading: [Comment] = []
    var parts: [Part] = []
    var trailing: [[UInt8]] = []
    /// Whether an empty line stands above it.
    var isApart = false
    /// Whether the author put it on the line of the statement before it.
    var sharesLine = false
    /// Whether a `;` has to end it, as the line below could go on from it.
    var isClosed = false

    /// How wide it is on one line, or nil where it needs several.
    let width: Int?

    /// Whether it begins with a sign that goes on from a line above.
    var beginsWithSign: Bool {
      guard case .word(let text)? = parts.first?.body else { return false }
      return text == [ascii("-")] || text == [ascii("+")]
    }

    init(_ parts: [Part], trailing: [[UInt8]]) {
      self.parts = parts
      self.trailing = trailing
      var sum = 0
      for part in parts {
        guard part.comments.isEmpty, let width = part.width else {
          self.width = nil
          return
        }
        sum += width
      }
      width = sum
    }
  }

  struct Group {
    enum Shape {
      /// Parentheses around an expression, or an index: no comma may stand at the end.
      case single
      case arguments, list, record, block
    }

    let shape: Shape
    let open: [UInt8]
    let close: [UInt8]
    let items: [Item]
    /// Comments behind the last item, on lines of their own.
    let dangling: [Comment]
    /// How wide it is on one line, or nil where it needs several.
    let width: Int?

    init(_ shape: Shape, _ bracket: Sign, _ items: [Item], dangling: [Comment]) {
      self.shape = shape
      open = Array(bracket.rawValue.utf8)
      close = [bracket.closing]
      self.items = items
      self.dangling = dangling
      width = Self.width(shape, items, dangling)
    }

    /// Whether spaces stand inside the brackets on one line.
    var isPadded: Bool { (shape == .record || shape == .block) && !items.isEmpty }

    /// The brackets, and `, ` or `; ` between the items.
    private static func width(_ shape: Shape, _ items: [Item], _ dangling: [Comment]) -> Int? {
      guard dangling.isEmpty else { return nil }
      var sum = 2 + 2 * max(0, items.count - 1)
      if shape == .record || shape == .block, !items.isEmpty { sum += 2 }
      for (index, item) in items.enumerated() {
        // The lines of a block are its author's.
        let isOnNewLine = shape == .block && index > 0 && !item.sharesLine
        guard item.leading.isEmpty, item.trailing.isEmpty, !isOnNewLine, let width = item.width
        else { return nil }
        sum += width
      }
      return sum
    }
  }

  var items: [Item] = []
  var dangling: [Comment] = []
}

extension Draft.Part {
  /// With its gap.
  var width: Int? {
    let space = gap == .none ? 0 : 1
    switch body {
    case .word(let text): return space + columns(of: text)
    case .group(let group): return group.width.map { space + $0 }
    }
  }
}

extension Sign {
  fileprivate var closing: UInt8 {
    switch self {
    case .openParenthesis: ascii(")")
    case .openBracket: ascii("]")
    default: ascii("}")
    }
  }
}

/// The columns of a text, of its first line where it has several.
func columns(of text: [UInt8]) -> Int {
  text.prefix { $0 != ascii("\n") }.count { $0 & 0xC0 != 0x80 }
}
