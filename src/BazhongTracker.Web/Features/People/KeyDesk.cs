using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Live;

namespace BazhongTracker.Web.Features.People;

/// <summary>What the form of a new key holds.</summary>
/// <param name="Department">Empty for what every 只读 sees.</param>
public sealed record NewKey(string Name, string Department, DateOnly? Expires);

/// <summary>The deeds of the page of keys: the use cases of the command line, with a database context of their own.</summary>
public sealed class KeyDesk(IServiceScopeFactory scopes, LiveChanges changes)
{
    /// <returns>The key, shown once.</returns>
    /// <exception cref="RuleViolation">As <see cref="ApiKeys.Create"/>.</exception>
    public Task<string> Create(NewKey key, Actor by) => With(keys => keys.Create(key.Name.Trim(), [RoleNames.Reader], key.Department, key.Expires, by));

    /// <exception cref="RuleViolation">As <see cref="ApiKeys.Revoke"/>.</exception>
    public Task Revoke(string name, Actor by) => With(async keys =>
    {
        await keys.Revoke(name, by);
        return name;
    });

    private async Task<string> With(Func<ApiKeys, Task<string>> deed)
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = await deed(scope.ServiceProvider.GetRequiredService<ApiKeys>());
        changes.Say(new TrackerChange(null));
        return answer;
    }
}
