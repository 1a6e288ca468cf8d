extension Rotary {
  /// Of patches, by their row and their column.
  ///
  /// - Parameters:
  ///   - frequencies: how many a patch has, those of its row and those of its column.
  ///   - tokens: those that windows put in another order, if there are windows.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py
  /// `Qwen2_5_VLVisionRotaryEmbedding.forward`, `permute_input_for_window_attn`;
  /// models/pixtral/modeling_pixtral.py `PixtralVisionRotaryEmbedding.forward`.
  convenience init(
    ofPatches places: borrowing Tensor, _ sizes: EncoderSizes, frequencies: Size,
    as format: Format, permuting tokens: Size? = nil
  ) {
    let machine = places.machine
    let patches = sizes.heads.batch * sizes.heads.seq
    let (all, table) = (patches * frequencies, patches * sizes.heads.headDim)
    let floats = machine.new(places.elements, .fp32, .positions)
    let angles = machine.new(all, .fp32, .rotary)
    _ = consume floats
    var cosines = machine.new(all, .fp32, .rotary)
    cosines = machine.new(all, .fp32, .rotary)
    var sines = machine.new(all, .fp32, .rotary)
    sines = machine.new(all, .fp32, .rotary)
    cosines = PositionAxes.sections.recompose(machine, table)
    sines = PositionAxes.sections.recompose(machine, table)
    let converted = cosines.to(format, .rotary)
    sines = sines.to(format, .rotary)
    cosines = converted.share()
    _ = consume angles
    if let tokens {
      let permuted = cosines.permuted(tokens)
      sines = sines.permuted(tokens)
      cosines = permuted.share()
    }
    self.init(positions: machine.hold(.none), cosines: cosines, sines: sines)
  }

  /// In fp32, whatever queries and keys are.
  ///
  /// Source: the same, `apply_rotary_pos_emb_vision`.
  func rotateWide(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let (queryFormat, keyFormat) = (q.format, k.format)
    let q = q.to(.fp32)
    let k = k.to(.fp32)
    var queries = rotate(q)
    var keys = rotate(k)
    queries = queries.to(queryFormat)
    keys = keys.to(keyFormat)
    _ = (q.format, k.format)
    return Rotated(q: queries, k: keys)
  }
}
