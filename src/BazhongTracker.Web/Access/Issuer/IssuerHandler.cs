using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Issuer;

/// <summary>Acts when its route calls it and not in passing, so that coming back from the issuer asks for an action and knows the session the browser has, like every other route.</summary>
internal sealed class IssuerHandler(IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory log, HtmlEncoder html, UrlEncoder encoder) : OpenIdConnectHandler(options, log, html, encoder)
{
    private bool isCalled;

    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(isCalled);

    public static async Task Answer(HttpContext http, string scheme)
    {
        var handler = (IssuerHandler)(await http.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(http, scheme))!;
        handler.isCalled = true;
        await handler.HandleRequestAsync();
    }
}
