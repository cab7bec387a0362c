using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>Where somebody stands after signing in: a clerk who owes figures at the form, unless another page was asked for.</summary>
public sealed class Landing(FrameQuery frame, Permissions permissions)
{
    public async Task<string> After(string? wanted, Actor actor, CancellationToken cancellation = default)
    {
        var page = TrackerPage.AfterSignIn(wanted, actor, permissions);
        return page == TrackerPage.Home && (await frame.Run(actor, cancellation)).Owed > 0 ? "my-figures" : page;
    }
}
