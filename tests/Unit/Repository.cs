namespace Gezhi.Tests.Unit;

/// <summary>Finds the checkout, for tests that read sources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Gezhi.slnx"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("No Gezhi.slnx above the tests."));
}
