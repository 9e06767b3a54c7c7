using System.Data.Common;

namespace Gezhi.Web;

/// <summary>What a server for real people must not start with: passwords that everybody knows, keys that are none, keys that others can read. 启动检查</summary>
/// <remarks>Only in Production. A refusal names the setting and what to do, never the value.</remarks>
internal static class StartCheck
{
    private static readonly string[] Known =
    [
        "password",
        "passw0rd",
        "p@ssw0rd",
        "secret",
        "changeme",
        "change-me",
        "change_me",
        "example",
        "default",
        "demo",
        "test",
        "admin",
        "root",
        "gezhi",
        "postgres",
        "123456",
        "12345678",
        "123456789",
        "admin123",
        "qwerty",
        "…",
        "...",
        "xxx",
        "todo",
    ];

    /// <summary>Ends of names of settings that hold a secret.</summary>
    private static readonly string[] SecretNames = ["Password", "Secret", "Token", "Key", "FieldKey", "ReceiptKey"];

    /// <exception cref="InvalidOperationException">One sentence for each thing to put right.</exception>
    public static void Demand(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsProduction())
            return;
        var faults = Passwords(configuration)
            .Concat(Secrets(configuration))
            .Concat(FieldKey(configuration))
            .Concat(Files(configuration))
            .ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException("Production does not start: " + string.Join(" ", faults));
    }

    private static IEnumerable<string> Passwords(IConfiguration configuration)
    {
        foreach (var line in configuration.GetSection("ConnectionStrings").GetChildren())
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = line.Value };
            var password = Of(parts, "Password") ?? Of(parts, "Pwd");
            var user = Of(parts, "Username") ?? Of(parts, "User ID") ?? Of(parts, "User Name");
            if (password is not null && (IsKnown(password) || password.Equals(user, StringComparison.OrdinalIgnoreCase)))
                yield return $"ConnectionStrings:{line.Key} has a password that everybody tries: choose a long random one.";
        }
    }

    private static string? Of(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;

    private static IEnumerable<string> Secrets(IConfiguration configuration) =>
        configuration
            .AsEnumerable()
            .Where(s => s.Value is { Length: > 0 } && IsSecret(s.Key) && IsKnown(s.Value))
            .Select(s => $"{s.Key} is a secret that everybody tries: put in the real one.");

    private static bool IsSecret(string key)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        return key.Contains(":Secrets:", StringComparison.OrdinalIgnoreCase)
            || (key.Contains(':', StringComparison.Ordinal) && SecretNames.Any(n => name.EndsWith(n, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsKnown(string value) => Known.Contains(value.Trim().ToLowerInvariant());

    /// <summary>32 bytes of a random key hold at least a dozen different values; a key of zeros or of counted digits does not.</summary>
    private static IEnumerable<string> FieldKey(IConfiguration configuration)
    {
        var key = new byte[64];
        if (
            configuration["Protection:FieldKey"] is { Length: > 0 and < 80 } given
            && Convert.TryFromBase64String(given, key, out var length)
            && (key[..length].Distinct().Count() < 12 || key[..length].Zip(key[1..length]).All(p => p.Second - p.First is 0 or 1))
        )
            yield return "Protection:FieldKey is not random: make one with 'openssl rand -base64 32'.";
    }

    /// <summary>Key files, and secrets that lie in files, are the owner's alone.</summary>
    private static IEnumerable<string> Files(IConfiguration configuration)
    {
        if (OperatingSystem.IsWindows())
            yield break;
        var keys = Path.Combine(Path.GetFullPath(configuration["Storage:Root"] ?? "data"), "keys");
        var files = Directory.Exists(keys) ? Directory.EnumerateFiles(keys) : [];
        foreach (var file in files.Append(configuration["GovernmentSignIn:ClientSecretFile"]))
            if (file is { Length: > 0 } && File.Exists(file) && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
                yield return $"{file} can be read by other accounts of this machine: chmod 600 it.";
    }

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
}
