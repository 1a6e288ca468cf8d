extension Layer {
  /// Dropout at the end of a branch keeps its mask.
  func dropBranch(
    _ branch: Architecture.Branch, _ linear: Linear, into tape: inout T
  ) {
    guard architecture.residualDropout, architecture.soleDropout ?? branch == branch else {
      return
    }
    let source: StaticString = "torch 2.15 derivatives.yaml native_dropout"
    tape.next("dropout")
    tape.keeps("branch's dropout mask", each(sizes.hidden, 1), source)
    tape.makes("branch and its dropout", each(sizes.hidden, 2 * linear.output), source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradient through dropout", each(sizes.hidden, linear.output), source)
  }
}
