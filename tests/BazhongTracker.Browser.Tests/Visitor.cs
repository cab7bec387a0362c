using Microsoft.Playwright;

namespace BazhongTracker.Browser.Tests;

/// <summary>One person at one browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly RunningTracker tracker;

    public Visitor(RunningTracker tracker, IPage page)
    {
        this.tracker = tracker;
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add($"{message.Text} ({page.Url})");
            }
        };
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public async Task<Visitor> SignIn(string userName)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name='Form.UserName']", userName);
        await Page.FillAsync("[name='Form.Password']", tracker.PasswordOf(userName));
        await Page.ClickAsync("main button");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Opens a page and waits until its circuit is up: a click before that is lost.</summary>
    public async Task<IPage> Open(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");
        return Page;
    }

    /// <summary>Keeps a picture of the whole page.</summary>
    public Task Picture(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screens, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
