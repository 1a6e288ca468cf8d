import MemoryModel

/// ERNIE 4.5: Llama with features rotated by pairs, in fp32.
///
/// Source: transformers 5.23 models/ernie4_5/modeling_ernie4_5.py.
struct Ernie4: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    // models/paddleocr_vl/modeling_paddleocr_vl.py `apply_rotary_pos_emb`.
    if model.positionAxes != nil { return Llama().rotary(model, x) }
    return ErnieRotary(
      model.machine, model.dimensions.seq, width: model.dimensions.headDim, as: .fp32)
  }
}

/// Source: transformers 5.23 models/ernie4_5/modeling_ernie4_5.py `apply_rotary_pos_emb`.
final class ErnieRotary: Rotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let cosines = spread(cosines)
    let sines = spread(sines)
    let queries = (q.to(.fp32) * cosines) + (rotateHalf(q).to(.fp32) * sines)
    let keys = (k.to(.fp32) * cosines) + (rotateHalf(k).to(.fp32) * sines)
    return Rotated(q: queries.to(q.format), k: keys.to(k.format))
  }
}
