namespace Gezhi.Web.Verbs;

/// <summary>One verb of the command line. 命令</summary>
/// <param name="Name">As typed after ./dev.</param>
/// <param name="Run">Takes the remaining words, answers the exit code.</param>
internal sealed record Verb(string Name, Func<string[], Task<int>> Run);

/// <summary>The verbs besides run. 命令行</summary>
internal static class CommandLine
{
    private static readonly Verb[] Verbs =
    [
        new("verify", VerifyChains.Run),
        new("import", ImportMessages.Run),
        new("admin", AppointAdministrators.Run),
        new("migrate", MigrateDatabase.Run),
        new("docs", WriteDocs.Run),
        new("seed", MakeTown.Run),
        new("keys", TurnKeys.Run),
    ];

    public static Verb? Find(string name) => Array.Find(Verbs, v => v.Name == name);
}
