using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>The session an open page was opened in. It stays that one, whoever takes the connection up again.</summary>
public sealed class CircuitSession(AuthenticationStateProvider authentication, SessionWatch watch, OpenConnections open) : CircuitHandler
{
    private ClaimsPrincipal? person;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        person = (await authentication.GetAuthenticationStateAsync()).User;

    /// <summary>Before each event of the person and each change that is pushed to the page. When it is over, the connection is cut.</summary>
    /// <returns>False while the database cannot say, too; then nothing is cut.</returns>
    public async Task<bool> Holds()
    {
        person ??= (await authentication.GetAuthenticationStateAsync()).User;
        if (person.SessionHash() is not { } hash)
        {
            return person.IsGuest();
        }

        try
        {
            if (await watch.Holds(hash))
            {
                return true;
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return false;
        }

        open.Close(hash);
        return false;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (await Holds())
        {
            await next(context);
        }
    };
}
