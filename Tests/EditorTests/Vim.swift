/// Vim's syntax file.
enum Vim {
  private static let digits = #"\d\%(_\=\d\)*"#

  static var text: String {
    let signs = (Listed.operators + Listed.mathematical).map(pattern).joined(separator: #"\|"#)
    return #"""
      " Vim syntax file: scripts of vram. Written by scripts/editors.
      if exists('b:current_syntax') | finish | endif
      syntax case match
      syntax iskeyword @,48-57,_,192-255

      \#(keywords("vramControl", Listed.control))
      \#(keywords("vramOperator", Listed.wordOperators.filter { $0 != "in" }))
      \#(keywords("vramConstant", Listed.constants))
      \#(keywords("vramSlot", Listed.slots))
      \#(keywords("vramWord", Listed.words))

      syntax match vramSign /\#(signs)/
      syntax match vramField /[^.]\@1<=\.\s*\zs\h\w*/
      syntax match vramLabel /\.\@1<!\<\h\w*\ze:/
      syntax match vramNumber /\<\#(digits)\%(\.\#(digits)\)\=\%([eE][+-]\=\#(digits)\|\#(ends)\)\=/
        \ nextgroup=vramUnit skipwhite
      syntax match vramUnit /\<\%(\#(Listed.units.joined(separator: #"\|"#))\)\>/
        \ contained nextgroup=vramPer
      syntax match vramPer /\s*\/\s*/ contained nextgroup=vramUnit
      syntax keyword vramConversion in nextgroup=vramUnit skipwhite

      syntax region vramText start=/"/ skip=/\\./ end=/"/ contains=vramEscape,vramEmbedded
      syntax match vramEscape /\\[nt"\\{}]/ contained
      syntax region vramEmbedded matchgroup=vramBrace start=/{/ end=/}/ contained contains=TOP
      syntax region vramBlock start=/{/ end=/}/ transparent contains=TOP
      syntax match vramComment /#.*$/ contains=vramTodo,@Spell
      syntax keyword vramTodo TODO FIXME contained

      highlight default link vramControl Conditional
      highlight default link vramOperator Operator
      highlight default link vramConversion Operator
      highlight default link vramSign Operator
      highlight default link vramPer Operator
      highlight default link vramConstant Boolean
      highlight default link vramSlot Identifier
      highlight default link vramLabel Label
      highlight default link vramField NONE
      highlight default link vramWord Function
      highlight default link vramNumber Number
      highlight default link vramUnit Type
      highlight default link vramText String
      highlight default link vramEscape SpecialChar
      highlight default link vramBrace Delimiter
      highlight default link vramComment Comment
      highlight default link vramTodo Todo

      let b:current_syntax = 'vram'

      """#
  }

  /// What may end a number: `%` before no operand, a magnitude before no letter.
  private static let ends = #"%\%(\w\|(\)\@!\|["# + Listed.magnitudes.joined() + #"]\w\@!"#

  /// A line that stays readable: Vim's lines go on behind `\`.
  private static func keywords(_ group: String, _ names: [String]) -> String {
    var lines = ["syntax keyword \(group)"]
    for name in names {
      if lines[lines.count - 1].count + name.count > 98 { lines.append("  \\") }
      lines[lines.count - 1] += " " + name
    }
    return lines.joined(separator: "\n")
  }

  private static func pattern(_ sign: String) -> String {
    sign.map { "^.*~/$[]".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
