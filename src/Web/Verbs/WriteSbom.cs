using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gezhi.Web.Verbs;

/// <summary>What the product is made of, as CycloneDX 1.6: from the lock files of the projects and the manifest of the browser libraries. 软件物料清单</summary>
/// <remarks>Says nothing about the moment it was made, so that the same sources give the same file and a test can compare.</remarks>
internal static partial class WriteSbom
{
    /// <summary>Where it stands in the repository.</summary>
    public const string Place = "docs/security/sbom.cdx.json";

    private const string Product = "gezhi";

    /// <summary>They check or compile the sources and are not delivered.</summary>
    private static readonly string[] BuildOnly =
    [
        "Meziantou.Analyzer",
        "Microsoft.CodeAnalysis.BannedApiAnalyzers",
        "Microsoft.TypeScript.MSBuild",
        "Microsoft.EntityFrameworkCore.Design",
    ];

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="root">The checkout.</param>
    public static string Text(string root)
    {
        var packages = Packages(root);
        var libraries = Libraries(root);
        return new JsonObject
            {
                ["bomFormat"] = "CycloneDX",
                ["specVersion"] = "1.6",
                ["version"] = 1,
                ["metadata"] = new JsonObject
                {
                    ["component"] = new JsonObject
                    {
                        ["type"] = "application",
                        ["bom-ref"] = Product,
                        ["name"] = Product,
                        ["licenses"] = Licence("Apache-2.0"),
                    },
                },
                ["components"] = new JsonArray([.. packages.Values.Select(p => p.Component()), .. libraries]),
                ["dependencies"] = Dependencies(packages, libraries),
            }
                .ToJsonString(Written)
                .ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Every package of every project, once for each version.</summary>
    private static SortedDictionary<string, Package> Packages(string root)
    {
        var found = new SortedDictionary<string, Package>(StringComparer.Ordinal);
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(root, "src"), "packages.lock.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        foreach (var (_, target) in JsonNode.Parse(File.ReadAllText(file))!["dependencies"]!.AsObject())
        {
            var lines = target!
                .AsObject()
                .Where(l => l.Value!["resolved"] is not null)
                .ToDictionary(l => l.Key, l => l.Value!, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, line) in lines)
            {
                var version = line["resolved"]!.GetValue<string>();
                var needs = (line["dependencies"] as JsonObject ?? [])
                    .Where(d => lines.ContainsKey(d.Key))
                    .Select(d => Purl("nuget", d.Key, lines[d.Key]["resolved"]!.GetValue<string>()));
                var package = new Package(
                    name,
                    version,
                    line["contentHash"]?.GetValue<string>(),
                    line["type"]!.GetValue<string>() == "Direct"
                );
                if (!found.TryGetValue(package.Purl, out var known))
                    found[package.Purl] = known = package;
                known.Needs.UnionWith(needs);
                known.IsDirect |= package.IsDirect;
            }
        }
        return found;
    }

    /// <summary>The scripts and styles under wwwroot/lib, and what the map library has packed into its file.</summary>
    private static List<JsonObject> Libraries(string root)
    {
        var lib = Path.Combine(root, "src", "Web", "wwwroot", "lib");
        var listed = JsonNode.Parse(File.ReadAllText(Path.Combine(lib, "manifest.json")))!["libraries"]!.AsArray();
        var found = listed.Select(l =>
            Library(l!["name"]!.GetValue<string>(), l["version"]!.GetValue<string>(), l["licence"]!.GetValue<string>())
        );
        var packed = listed
            .Select(l => Path.Combine(lib, l!["folder"]!.GetValue<string>(), "LICENSE"))
            .SelectMany(f => Bundled().Matches(File.ReadAllText(f)))
            .Select(m => Library(m.Groups["name"].Value, m.Groups["version"].Value, null));
        return [.. found.Concat(packed).OrderBy(c => c["purl"]!.GetValue<string>(), StringComparer.Ordinal)];
    }

    private static JsonObject Library(string name, string version, string? licence)
    {
        var component = Component("npm", name, version);
        component["scope"] = "required";
        if (licence is not null)
            component["licenses"] = Licence(licence);
        return component;
    }

    private static JsonArray Dependencies(SortedDictionary<string, Package> packages, List<JsonObject> libraries)
    {
        var direct = packages
            .Values.Where(p => p.IsDirect)
            .Select(p => p.Purl)
            .Concat(libraries.Select(l => l["purl"]!.GetValue<string>()));
        return
        [
            Needs(Product, direct),
            .. packages.Values.Where(p => p.Needs.Count > 0).Select(p => Needs(p.Purl, p.Needs.Where(packages.ContainsKey))),
        ];
    }

    private static JsonObject Needs(string who, IEnumerable<string> whom) =>
        new() { ["ref"] = who, ["dependsOn"] = new JsonArray([.. whom.Order(StringComparer.Ordinal).Select(w => JsonValue.Create(w))]) };

    private static JsonObject Component(string kind, string name, string version) =>
        new()
        {
            ["type"] = "library",
            ["bom-ref"] = Purl(kind, name, version),
            ["name"] = name,
            ["version"] = version,
            ["purl"] = Purl(kind, name, version),
        };

    private static string Purl(string kind, string name, string version) =>
        $"pkg:{kind}/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";

    private static JsonArray Licence(string id) => [new JsonObject { ["license"] = new JsonObject { ["id"] = id } }];

    [GeneratedRegex(
        @"^(?<name>\S{1,80}) (?<version>[0-9][0-9A-Za-z.+-]{0,40}) \(bundled in \S{1,40}\)\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Bundled();

    /// <param name="ContentHash">SHA-512 of the package, Base64; null where the lock file has none.</param>
    private sealed record Package(string Name, string Version, string? ContentHash, bool IsDirect)
    {
        public string Purl => WriteSbom.Purl("nuget", Name, Version);

        public bool IsDirect { get; set; } = IsDirect;

        public SortedSet<string> Needs { get; } = new(StringComparer.Ordinal);

        public JsonObject Component()
        {
            var component = WriteSbom.Component("nuget", Name, Version);
            component["scope"] = BuildOnly.Contains(Name) ? "excluded" : "required";
            if (ContentHash is not null)
                component["hashes"] = new JsonArray(
                    new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(ContentHash)) }
                );
            return component;
        }
    }
}
