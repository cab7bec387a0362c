using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace BazhongTracker.Integration.Tests;

/// <summary>A browser as far as cookies and the form of signing in go. It keeps what it is sent, secure or not.</summary>
public sealed partial class SignedInVisitor(WebApplication app) : IDisposable
{
    private readonly HttpClient http = RunningServer.ClientOf(app);

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>As a proxy in front would say it; null for none.</summary>
    public string? Address { get; set; }

    public string SetCookie { get; private set; } = "";

    /// <summary>Shows the form, fills it in and sends it.</summary>
    public async Task<HttpResponseMessage> SignIn(string userName, string password, string address = "/sign-in", bool withToken = true)
    {
        using var form = await Get(address, "text/html");
        var page = await form.Content.ReadAsStringAsync(CancellationToken.None);
        Dictionary<string, string> fields = new() { ["_handler"] = "sign-in", ["Form.UserName"] = userName, ["Form.Password"] = password };
        if (withToken)
        {
            fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);
        }

        return await Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>Shows a form, fills it in and sends it.</summary>
    /// <param name="handler">The name of the form.</param>
    /// <param name="fields">With the names of the model: <c>Form.Code</c> as <c>Code</c>.</param>
    public async Task<HttpResponseMessage> Fill(string address, string handler, params (string Name, string Value)[] fields) =>
        await Post(address, handler, await Open(address), fields);

    /// <returns>What the forms of the page carry, to be posted later.</returns>
    public async Task<string> Open(string address)
    {
        using var form = await Get(address, "text/html");
        return WebUtility.HtmlDecode(Token().Match(await form.Content.ReadAsStringAsync(CancellationToken.None)).Groups["token"].Value);
    }

    public Task<HttpResponseMessage> Post(string address, string handler, string token, params (string Name, string Value)[] fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(
            [
                new("_handler", handler),
                new("__RequestVerificationToken", token),
                .. fields.Select(f => KeyValuePair.Create($"Form.{f.Name}", f.Value)),
            ]),
        });

    /// <param name="from">A page with the button.</param>
    public async Task<HttpResponseMessage> SignOut(string from = "/targets")
    {
        var token = await Open(from);
        return await Send(new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
    }

    public Task<HttpResponseMessage> Get(string path, string accept = "*/*")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return Send(request);
    }

    /// <returns>False when one is led to sign in. A page that is refused to the role is seen by somebody signed in.</returns>
    public async Task<bool> IsIn()
    {
        using var answer = await Get("/decision", "text/html");
        return answer.StatusCode != HttpStatusCode.Redirect;
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        if (Address is not null)
        {
            request.Headers.Add("X-Forwarded-For", Address);
        }

        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var answer = await http.SendAsync(request, CancellationToken.None);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var (name, value) = (set[..set.IndexOf('=', StringComparison.Ordinal)], set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..set.IndexOf(';', StringComparison.Ordinal)]);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
                SetCookie = name.EndsWith("tracker", StringComparison.Ordinal) ? set : SetCookie;
            }
        }

        return answer;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
