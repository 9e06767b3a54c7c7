using Gezhi.Cases;

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
        return 0;
    }

    /// <summary>The life cycle of a case as a page; a test compares it with the file.</summary>
    public static string CaseFlowPage() =>
        $"# Life cycle of a case 案件流转\n\nGenerated from `src/Cases/CaseFlow.cs` by `./dev docs`. Moves that keep the state are left out.\n\n```mermaid\n{CaseFlow.Table.Diagram()}```\n";
}
