using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Issuer;
using BazhongTracker.Web.Shared.Live;

namespace BazhongTracker.Web.Features.People;

/// <summary>What a form about a new account holds. It has no place for roles.</summary>
/// <param name="StaffNumber">工号; empty where nobody gave one.</param>
public sealed record NewPerson(string UserName, string DisplayName, string Department, string? StaffNumber = null);

/// <summary>The deeds of the pages: each with a database context of its own, for a page stays open for hours; the other open pages are told.</summary>
public sealed class PeopleDesk(IServiceScopeFactory scopes, LiveChanges changes)
{
    public const int LongestDisplayName = NewAccount.LongestDisplayName;

    /// <returns>The password, shown once.</returns>
    /// <exception cref="RuleViolation">account.display_name, and as <see cref="Accounts.Create"/>.</exception>
    public Task<string> Create(NewPerson person, Actor by) =>
        WrittenText.Read(person.DisplayName, LongestDisplayName) is { } name
            ? With<Accounts, string>(a => a.Create(TypedText.Folded(person.UserName), name, person.Department, [], by, person.StaffNumber))
            : throw new RuleViolation("account.display_name", LongestDisplayName);

    /// <returns>How many sessions ended.</returns>
    public Task<int> Disable(string userName, Actor by) => With<Accounts, int>(a => a.Disable(userName, by));

    public Task<int> Enable(string userName, Actor by) => With<Accounts, int>(async a =>
    {
        await a.Enable(userName, by);
        return 0;
    });

    /// <returns>The password, shown once.</returns>
    public Task<string> ResetPassword(string userName, Actor by) => With<Accounts, string>(a => a.ResetPassword(userName, by));

    /// <inheritdoc cref="Disable"/>
    public Task<int> EndSessions(string userName, Actor by) => With<Accounts, int>(a => a.EndSessions(userName, by));

    /// <inheritdoc cref="Disable"/>
    public Task<int> RemoveSecondFactor(string userName, Actor by) => With<Accounts, int>(a => a.RemoveSecondFactor(userName, by));

    /// <inheritdoc cref="IssuerPermission.Allow"/>
    public Task AllowIssuer(string userName, Actor by) => With<IssuerPermission, int>(async p =>
    {
        await p.Allow(userName, by);
        return 0;
    });

    /// <inheritdoc cref="IssuerPermission.Withdraw"/>
    public Task<int> WithdrawIssuer(string userName, Actor by) => With<IssuerPermission, int>(p => p.Withdraw(userName, by));

    /// <exception cref="RuleViolation">As <see cref="RoleGrants.Set"/>.</exception>
    public Task SetRoles(RoleChange change, Actor by) => With<RoleGrants, int>(async grants =>
    {
        await grants.Set(change, by);
        return 0;
    });

    /// <exception cref="RuleViolation">As <see cref="ReviewerAssignments.Give"/>.</exception>
    public Task Assign(NewAssignment assignment, Actor by) => With<ReviewerAssignments, int>(async assignments =>
    {
        await assignments.Give(assignment, by);
        return 0;
    });

    /// <exception cref="RuleViolation">As <see cref="ReviewerAssignments.End"/>.</exception>
    public Task EndAssignment(string userName, int assignment, Actor by) => With<ReviewerAssignments, int>(async assignments =>
    {
        await assignments.End(userName, assignment, by);
        return 0;
    });

    private async Task<T> With<TUse, T>(Func<TUse, Task<T>> deed)
        where TUse : class
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = await deed(scope.ServiceProvider.GetRequiredService<TUse>());
        changes.Say(new TrackerChange(null));
        return answer;
    }
}
