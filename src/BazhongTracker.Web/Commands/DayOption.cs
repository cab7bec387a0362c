using System.CommandLine;
using System.Globalization;
using BazhongTracker.Domain;

namespace BazhongTracker.Web.Commands;

/// <summary>An option that takes a day, YYYY-MM-DD; anything else is wrong usage, said in one sentence.</summary>
internal static class DayOption
{
    public static Option<DateOnly?> Of(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            var text = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            given.AddError(CommandLine.Sentence(new RuleViolation("command.no_day", name, text)));
            return null;
        },
    };
}
