namespace BazhongTracker.Web.Access.Sessions;

/// <summary>
/// Within one request: a page that is answered in another session than it was asked for must carry the tag of the new one, or js/session.js
/// takes it for a page of a session that is over.
/// </summary>
public sealed class EnteredSession
{
    public event Action? Changed;

    public void Say() => Changed?.Invoke();
}
