import MemoryModel

/// Solar Open: Llama's attention, and DeepSeek's experts in every layer.
///
/// Source: transformers 5.23 models/solar_open/modeling_solar_open.py.
struct SolarOpen: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { SharedBlock($0) }
  }
}
