"""The verification table: closed forms of mechanics, each built as a World like any prompt's and measured."""
