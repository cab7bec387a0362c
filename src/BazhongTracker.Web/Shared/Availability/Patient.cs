using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>
/// Under every component (_Imports.razor): when the database is away, an open page keeps what it drew and what was typed, and its circuit lives. What cannot be shown for the first time is left to the
/// <see cref="AwayBoundary"/> above; whoever did something is told by the <see cref="AwayNotice"/>.
/// </summary>
public abstract class Patient : ComponentBase, IHandleEvent
{
    private bool isThere;

    /// <summary>False where what is drawn does not belong to the address any more.</summary>
    protected virtual bool KeepsWhatItDrew => true;

    [Inject] protected IServiceProvider Services { get; set; } = null!;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var setting = base.SetParametersAsync(parameters);
        isThere |= setting.IsCompletedSuccessfully;
        return setting.IsCompletedSuccessfully ? setting : Set(setting);
    }

    // As ComponentBase does it: drawn once when the work begins and once when it is done.
    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        try
        {
            var work = item.InvokeAsync(arg);
            StateHasChanged();
            if (!work.IsCompletedSuccessfully && !work.IsCanceled)
            {
                await work;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception broken) when (IsKept(broken))
        {
            Services.GetService<AwayNotice>()?.Broken(broken);
            StateHasChanged();
        }
    }

    private async Task Set(Task setting)
    {
        try
        {
            await setting;
            isThere = true;
        }
        catch (Exception away) when (isThere && KeepsWhatItDrew && IsKept(away))
        {
            // Asked again when the database is back.
        }
    }

    private bool IsKept(Exception problem) => RendererInfo.IsInteractive && DatabaseFaults.IsOfDatabase(problem);
}
