" Vim syntax file: scripts of vram. Written by scripts/editors.
if exists('b:current_syntax') | finish | endif
syntax case match
syntax iskeyword @,48-57,_,192-255

syntax keyword vramControl else for if then
syntax keyword vramOperator and by not or otherwise with
syntax keyword vramConstant true false on off yes no none missing
syntax keyword vramSlot accumulation allocator attention batch checkpointing clip framework gpu
  \ image_tokens loss method model optimizer padding pager parallel precision seq units
syntax keyword vramWord abs adapter advise assert card ceil chunked compare contains cost count
  \ default environment estimate every expandable_segments explain families first fits floor
  \ frontier full gap gpus group help hf history inference join largest last lesson load log log2
  \ lora map max mean median methods min models number oom optimizers parameters plot print qlora
  \ quit read reset reverse round round_up rule_of_thumb save scenario select setup smallest sort
  \ sqrt sum sweep time timeline tour tower transformer undo unique use where

syntax match vramSign /\.\.\.\|\.\.<\|!=\|<=\|==\|>=\|%\|\*\|+\|-\|\/\|<\|=\|>\|\^\||\|×\|·\|÷\|−\|≤\|≥\|≠\|…/
syntax match vramField /[^.]\@1<=\.\s*\zs\h\w*/
syntax match vramLabel /\.\@1<!\<\h\w*\ze:/
syntax match vramNumber /\<\d\%(_\=\d\)*\%(\.\d\%(_\=\d\)*\)\=\%([eE][+-]\=\d\%(_\=\d\)*\|%\%(\w\|(\)\@!\|[BKMTk]\w\@!\)\=/
  \ nextgroup=vramUnit skipwhite
syntax match vramUnit /\<\%(EFLOP\|EFLOPs\|FLOP\|FLOPs\|GB\|GFLOP\|GFLOPs\|GPU\|GPUs\|GiB\|KB\|KiB\|MB\|MFLOP\|MFLOPs\|MiB\|PB\|PFLOP\|PFLOPs\|PiB\|TB\|TFLOP\|TFLOPs\|TiB\|USD\|bit\|bits\|byte\|bytes\|day\|days\|hour\|hours\|kFLOP\|kFLOPs\|minute\|minutes\|ms\|param\|params\|percent\|s\|second\|seconds\|token\|tokens\)\>/
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
