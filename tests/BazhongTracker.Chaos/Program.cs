using BazhongTracker.Chaos;
using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Workload;

var verbs = new Dictionary<string, Func<Arguments, Task<int>>>
{
    ["worker"] = Worker.Run,
    ["postgres"] = PostgresCampaign.Run,
};
// Without a verb it is a test program like the others.
return args is [var verb, .. var rest] && verbs.TryGetValue(verb, out var run)
    ? await run(new Arguments(rest))
    : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
