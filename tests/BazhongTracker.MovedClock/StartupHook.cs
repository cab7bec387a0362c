using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.

/// <summary>
/// Where DOTNET_STARTUP_HOOKS names this assembly, TimeProvider.System of the process is TRACKER_TEST_CLOCK seconds ahead of the machine
/// (negative: behind). For tests alone: the tests and the programs they start live on another day, and nothing else is moved or slowed.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("TRACKER_TEST_CLOCK")!, CultureInfo.InvariantCulture);
        var field = typeof(TimeProvider).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Single(f => f.FieldType == typeof(TimeProvider));
        // It is read-only: reflection refuses to set it, the runtime does not.
        var method = new DynamicMethod("Move", null, [typeof(TimeProvider)], typeof(TimeProvider), skipVisibility: true);
        var body = method.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Stsfld, field);
        body.Emit(OpCodes.Ret);
        method.CreateDelegate<Action<TimeProvider>>()(new Moved(TimeSpan.FromSeconds(seconds)));
    }

    private sealed class Moved(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
