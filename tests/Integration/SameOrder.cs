using System.Security.Cryptography;
using System.Text;
using Gezhi.Tests.Integration;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SameOrder))]
[assembly: TestCaseOrderer(typeof(SameOrder))]

namespace Gezhi.Tests.Integration;

/// <summary>Runs the tests in one order on every machine: by name, or shuffled by the number in GEZHI_TEST_ORDER.</summary>
/// <remarks>All tests share one town. xUnit's own order differs from run to run, so that a test that leans on another fails only somewhere else.</remarks>
public sealed class SameOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    private static readonly string? Shuffle = Environment.GetEnvironmentVariable("GEZHI_TEST_ORDER");

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => [.. testCases.OrderBy(test => Place(test.TestCaseDisplayName), StringComparer.Ordinal)];

    private static string Place(string name) =>
        Shuffle is null ? name : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Shuffle + WithoutId(name))));

    // "Test collection for X (id: …)": the id holds the folder of the assembly.
    private static string WithoutId(string name) => name.Split(" (id:")[0];
}
