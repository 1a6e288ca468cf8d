if exists('b:did_ftplugin') | finish | endif
let b:did_ftplugin = 1

setlocal comments=b:##,b:# commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=100
if executable('vram')
  setlocal formatprg=vram\ fmt\ -
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop<'
  \ . ' textwidth< formatprg<'
