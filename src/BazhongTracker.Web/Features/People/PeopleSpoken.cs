using BazhongTracker.Domain;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.People;

/// <summary>Accounts in words.</summary>
public sealed class PeopleSpoken(IStringLocalizer<PeopleWords> words)
{
    public static string Href(PersonRow person) => $"people/{Uri.EscapeDataString(person.UserName)}";

    public string Role(string role) => words[$"role.{role}"];

    public string Roles(IReadOnlyList<string> roles) => roles.Count == 0 ? words["roles.none"] : string.Join(words["roles.and"], roles.Select(Role));

    public string State(AccountState state) => words[$"state.{state}"];

    public string Department(PersonRow person) => person.Department?.FullTitle() ?? words["department.none"];

    /// <param name="text">Words with blanks between them, each of which must stand in a name, the department, a role or the state.</param>
    public bool Matches(PersonRow person, string? text)
    {
        var whole = TypedText.Folded(string.Join('\n', person.UserName, person.DisplayName, Department(person), person.Department?.Title(),
            Roles(person.Roles), State(person.State)));
        return TypedText.Folded(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(word => whole.Contains(word, StringComparison.Ordinal));
    }
}
