using BazhongTracker.Chaos;
using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Workload;

var verbs = new Dictionary<string, Func<Arguments, Task<int>>>
{
    ["worker"] = Worker.Run,
    ["postgres"] = PostgresCampaign.Run,
    ["sqlite"] = SqliteCampaign.Run,
    ["planted"] = PlantedCampaign.Run,
    ["interleavings"] = Interleavings.Run,
    ["audit"] = Tamperings.Run,
    ["nightshift"] = NightShift.Run,
    ["jobs"] = JobsCampaign.Run,
    ["migrator"] = Migrator.Run,
    ["migrations"] = MigrationCampaign.Run,
    ["throughput"] = Throughput.Run,
};
async Task<int> Named(string verb, Func<Arguments, Task<int>> run, string[] rest)
{
    try
    {
        return await run(new Arguments(rest));
    }
    catch (Exception broken)
    {
        await Console.Error.WriteLineAsync($"{verb} broke off: {broken}");
        return 2;
    }
}

// Without a verb it is a test program like the others.
return args is [var verb, .. var rest] && verbs.TryGetValue(verb, out var run)
    ? await Named(verb, run, rest)
    : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
