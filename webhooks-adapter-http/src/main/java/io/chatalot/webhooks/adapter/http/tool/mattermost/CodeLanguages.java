package io.chatalot.webhooks.adapter.http.tool.mattermost;

import java.util.Locale;
import java.util.Set;

/**
 * The languages that senders name behind the fence of a block of code. Other words there are text
 * of the sender.
 */
final class CodeLanguages {
  private static final Set<String> NAMES =
      Set.of(
          ("actionscript apache applescript arduino asm awk bash bat batch c cc clj clojure cmake"
               + " cmd coffee coffeescript conf console cpp cs csharp css csv cxx d dart delphi"
               + " diff django docker dockerfile dos elixir elm erl erlang f# f90 fortran fs fsharp"
               + " gherkin git go golang gradle graphql groovy h haskell haxe hcl hpp hs html http"
               + " ini java javascript jinja jinja2 jl js json json5 jsonc jsonl jsx julia kotlin"
               + " kt kts latex less liquid lisp lua makefile make markdown mathematica matlab md"
               + " mermaid mk mysql nginx nim nix objc objective-c objectivec ocaml octave pas"
               + " pascal patch perl pgsql php pl plain plaintext postgres postgresql postscript"
               + " powershell prolog promql properties proto protobuf ps ps1 pug puppet py python"
               + " python3 r rb regex rs rst ruby rust sass scala scheme scss sh shell shellsession"
               + " smalltalk solidity sql stylus svelte svg swift tcl terraform tex text tf toml ts"
               + " tsx twig txt typescript vb vbnet vbs vbscript verilog vhdl vim vue wasm xhtml"
               + " xml xquery xslt yaml yml zig zsh")
              .split(" "));

  private CodeLanguages() {}

  static boolean contain(String word) {
    return NAMES.contains(word.toLowerCase(Locale.ROOT));
  }
}
