using System.Reflection;
using Gezhi.Migrations;

namespace Gezhi.Web;

/// <summary>The modules of this product, once. 模块清单</summary>
internal static class Modules
{
    /// <summary>Assemblies with texts, problems and pages.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Databases.Modules, typeof(Modules).Assembly];
}
