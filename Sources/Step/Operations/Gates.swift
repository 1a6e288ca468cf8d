// Operations of gates and rates of decay.
extension Tensor {
  /// `exp`: keeps its result.
  func exponential() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.exponential, elements, format, view) { rule in
      rule.keepResult()
      rule.gradient(0, elements, format)
    }
  }

  /// `softplus`: keeps its input.
  func softplus() -> Tensor {
    let (x, elements, format) = (view, elements, format)
    return machine.operation(.softplus, elements, format, x) { rule in
      rule.keep(x)
      rule.gradient(0, elements, format)
    }
  }

  /// `add.Tensor` of a vector with a number for each column, whose gradient is summed over the rows.
  func adding(_ bias: View) -> Tensor {
    let (x, elements) = (view, elements)
    let width = Size(table: machine.sizes, index: bias.elements)
    let format = format.promoted(with: bias.format)
    return machine.operation(.sum, elements, format, x, bias) { rule in
      if bias.node != 0 { rule.pass(1) }
      if x.node != 0 {
        if x.format == format { rule.pass(0) } else { rule.gradient(0, elements, x.format) }
      }
      if bias.node != 0 { rule.reduce(1, width, bias.format, rows: elements / width) }
    }
  }
}
