using System.Globalization;
using System.Text;
using Gezhi.Cases;
using Gezhi.Migrations;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Texts;

namespace Gezhi.Web.Verbs;

/// <summary>Writes the pages of docs/ that come from the code. 生成文档</summary>
internal static class WriteDocs
{
    public static async Task<int> Run(string[] args)
    {
        var folder = args.FirstOrDefault() ?? "docs/api";
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "case-flow.md"), CaseFlowPage());
        var sbom = Path.Combine(folder, "..", "..", WriteSbom.Place);
        Directory.CreateDirectory(Path.GetDirectoryName(sbom)!);
        await File.WriteAllTextAsync(sbom, WriteSbom.Text(Path.Combine(folder, "..", "..")));
        await File.WriteAllTextAsync(Path.Combine(folder, "data-register.md"), DataRegisterPage());
        return 0;
    }

    /// <summary>The processing register as a page; a test compares it with the file.</summary>
    public static string DataRegisterPage()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var texts = new JsonTexts(Modules.Assemblies);
        var page = new StringBuilder("# Register of personal data 个人信息处理清单\n\n")
            .Append(
                "Generated from the `[Sensitive]` marks of the model by `./dev docs`. The same list stands on `/admin/data-register`.\n\n"
            )
            .Append("| What | Purpose | Class | Basis | Kept until | Sealed | Where |\n|---|---|---|---|---|---|---|\n");
        foreach (var line in ProcessingRegister.Of(db.Model))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {Both(line.What)} | {Both(line.Purpose)} | {line.Class} | {line.Basis} | {Both(line.Until)} | {(line.IsSealed ? "yes" : "no")} | {string.Join("<br>", line.Columns.Select(c => $"`{c}`"))} |\n"
            );
        return page.ToString();

        string Both(string said)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            try
            {
                return $"{said} {texts[said].Value}";
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }

    /// <summary>The life cycle of a case as a page; a test compares it with the file.</summary>
    public static string CaseFlowPage() =>
        $"# Life cycle of a case 案件流转\n\nGenerated from `src/Cases/CaseFlow.cs` by `./dev docs`. Moves that keep the state are left out.\n\n```mermaid\n{CaseFlow.Table.Diagram()}```\n";
}
