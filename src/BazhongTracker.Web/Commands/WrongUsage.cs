using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using BazhongTracker.Domain;

namespace BazhongTracker.Web.Commands;

/// <summary>What was wrong with a command line, each mistake in one sentence of ours. The parser gives words of its own, but also what they are about.</summary>
internal static class WrongUsage
{
    public static IEnumerable<string> Sentences(ParseResult parsed) => parsed.Errors.Select(e => Sentence(parsed, e)).Distinct();

    private static string Sentence(ParseResult parsed, ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option: Option<DateOnly?>, Tokens.Count: 1 } => error.Message,
        OptionResult { IdentifierToken: null } missing => Say("command.no_option", missing.Option.Name),
        OptionResult { Tokens.Count: 0 } empty => Say("command.no_value", empty.Option.Name),
        OptionResult many when many.Tokens.Count > many.Option.Arity.MaximumNumberOfValues => Say("command.many_values", many.Option.Name, Values(many)),
        OptionResult option => Say("command.no_choice", option.Option.Name, Values(option), Choices(option.Option)),
        ArgumentResult argument => Say("command.no_argument", argument.Argument.Name),
        _ when parsed.UnmatchedTokens.Count > 0 => Say("command.unknown", string.Join(' ', parsed.UnmatchedTokens)),
        _ => Say("command.no_verb", string.Join(' ', parsed.RootCommandResult.Command.Subcommands.Select(c => c.Name))),
    };

    private static string Choices(Option option) => string.Join(' ', option.GetCompletions(CompletionContext.Empty).Select(c => c.Label));

    private static string Values(OptionResult option) => string.Join(' ', option.Tokens.Select(t => t.Value));

    private static string Say(string code, params object[] about) => CommandLine.Sentence(new RuleViolation(code, about));
}
