using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Anchors;
using Gezhi.Platform.Audit;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>The tree over the records of a day.</summary>
public class AnchorTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(65)]
    public void Every_leaf_leads_to_the_root_with_its_own_proof_and_no_other_does(int count)
    {
        var leaves = Enumerable.Range(0, count).Select(n => SHA256.HashData(Encoding.UTF8.GetBytes($"案件 {n}"))).ToList();
        var root = MerkleTree.Root(leaves);

        for (var i = 0; i < count; i++)
        {
            var proof = MerkleTree.Proof(leaves, i);
            proof.Count.ShouldBeLessThanOrEqualTo(7);
            MerkleTree.Follow(leaves[i], proof).ShouldBe(root);
            MerkleTree.Follow(SHA256.HashData(leaves[i]), proof).ShouldNotBe(root);
        }
    }

    [Fact]
    public void A_changed_missing_or_moved_leaf_changes_the_root()
    {
        var leaves = Enumerable.Range(0, 9).Select(n => SHA256.HashData([(byte)n])).ToList();
        var root = MerkleTree.Root(leaves);

        MerkleTree.Root([.. leaves.Skip(1)]).ShouldNotBe(root);
        MerkleTree.Root([leaves[1], leaves[0], .. leaves.Skip(2)]).ShouldNotBe(root);
        MerkleTree.Root([.. leaves.Take(8), SHA256.HashData([99])]).ShouldNotBe(root);
        MerkleTree.Root([]).ShouldBe(Chain.Start);
    }
}
