extension Machine {
  /// A copy in autocast's cache, and the leaf that it is of.
  struct Cast {
    let view: View
    let leaf: Int
  }

  /// A tensor as an operation reads it that autocast computes in a lower format.
  ///
  /// A leaf of fp32 that asks for a gradient is converted once, and held until autocast ends.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.cpp `cached_cast`.
  func lowered(_ x: borrowing Tensor) -> Tensor {
    guard let format = state.pointee.autocast, x.format != format, !x.view.isNone else {
      return x.share()
    }
    guard x.format == .fp32, x.view.node < 0 else { return x.to(format) }
    let leaf = Int(-x.view.node) - 1
    let known = state.pointee.graph.leaves[leaf].cast
    if known >= 0 {
      let view = state.pointee.castCache[Int(known)].view
      retain(view.storage)
      return Tensor(self, view)
    }
    let copy = x.to(format)
    retain(copy.view.storage)
    state.pointee.graph.leaves[leaf].cast = Int32(state.pointee.castCache.count)
    state.pointee.castCache.append(Cast(view: copy.view, leaf: leaf))
    return copy
  }

  /// Autocast ends: its cache is emptied.
  func clearCasts(to length: Int = 0) {
    while state.pointee.castCache.count > length, let cast = state.pointee.castCache.popLast() {
      state.pointee.graph.leaves[cast.leaf].cast = -1
      release(cast.view.storage)
    }
  }
}
