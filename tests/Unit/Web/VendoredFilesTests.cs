using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Web;

public partial class VendoredFilesTests
{
    private static readonly string Lib = Path.Combine(Repository.Root, "src/Web/wwwroot/lib");

    private static readonly JsonElement Manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Lib, "manifest.json"))).RootElement;

    [Fact]
    public void Every_vendored_file_is_the_one_that_was_written_down()
    {
        var written = Manifest.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString()!);
        var there = Directory
            .EnumerateFiles(Lib, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Lib, file).Replace('\\', '/'))
            .Where(file => file != "manifest.json")
            .ToDictionary(
                file => file,
                file => "sha256-" + Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(Path.Combine(Lib, file))))
            );

        written.Count.ShouldBeGreaterThan(4);
        there.OrderBy(file => file.Key).ShouldBe(written.OrderBy(file => file.Key));
    }

    [Fact]
    public void Every_vendored_library_carries_its_licence()
    {
        foreach (var library in Manifest.GetProperty("libraries").EnumerateArray())
            new FileInfo(Path.Combine(Lib, library.GetProperty("folder").GetString()!, "LICENSE")).Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void The_light_and_dark_values_of_chosen_and_automatic_dark_are_the_same()
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "src/Web/wwwroot/css/tokens.css"));

        var blocks = DarkBlock().Matches(css).Select(match => match.Groups["values"].Value.Trim()).ToList();

        blocks.Count.ShouldBe(2);
        blocks[1].ShouldBe(blocks[0]);
    }

    [Fact]
    public void No_page_carries_inline_style_script_or_handlers()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories).ToList();

        pages.Count.ShouldBeGreaterThan(10);
        pages.Where(page => Inline().IsMatch(File.ReadAllText(page))).Select(Path.GetFileName).ShouldBeEmpty();
    }

    [GeneratedRegex(@"(?:^\[data-theme=dark\]|^:root:not\(\[data-theme\]\)) \{\n(?<values>[^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex DarkBlock();

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|<[a-z][^>]*\s(?:style|on[a-z]+)=")]
    private static partial Regex Inline();
}
